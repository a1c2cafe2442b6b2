# kata: patchify
import torch


def patchify(image, patch_size):
    p = patch_size
    n, c, h, w = image.shape
    grid = image.reshape(n, c, h // p, p, w // p, p)
    return torch.einsum("nchpwq->nhwpqc", grid).reshape(n, -1, p * p * c)
