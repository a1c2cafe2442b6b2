# kata: unpatchify
import torch


def unpatchify(tokens, patch_size, height, width):
    n, _, d = tokens.shape
    c = d // patch_size**2
    x = tokens.unflatten(1, (height // patch_size, width // patch_size))
    x = x.unflatten(3, (patch_size, patch_size, c))
    return torch.einsum("nhwpqc->nchpwq", x).reshape(n, c, height, width)
