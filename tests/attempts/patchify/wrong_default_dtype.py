# kata: patchify
# fails: device and dtype
import torch


def patchify(image, patch_size):
    b, c, h, w = image.shape
    p = patch_size
    out = torch.zeros(b, h // p, w // p, p, p, c, device=image.device)
    out[:] = image.reshape(b, c, h // p, p, w // p, p).permute(0, 2, 4, 3, 5, 1)
    return out.reshape(b, -1, p * p * c)
