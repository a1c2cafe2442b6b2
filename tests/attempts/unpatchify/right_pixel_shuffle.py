# kata: unpatchify
import torch.nn.functional as F


def unpatchify(tokens, patch_size, height, width):
    B, P, D = tokens.shape
    area = patch_size**2
    packed = tokens.reshape(B, P, area, D // area).permute(0, 3, 2, 1)
    packed = packed.reshape(B, D, height // patch_size, width // patch_size)
    return F.pixel_shuffle(packed, patch_size)
