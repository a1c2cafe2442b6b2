# kata: unpatchify
# fails: device and dtype
import torch


def unpatchify(tokens, patch_size, height, width):
    p = patch_size
    x = tokens.reshape(len(tokens), height // p, width // p, p, p, -1)
    x = x.permute(0, 5, 1, 3, 2, 4).reshape(len(tokens), -1, height, width)
    canvas = torch.zeros(x.shape, dtype=x.dtype)
    return canvas + x
