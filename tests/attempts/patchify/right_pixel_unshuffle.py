# kata: patchify
import torch.nn.functional as F


def patchify(image, patch_size):
    B, C, _, _ = image.shape
    packed = F.pixel_unshuffle(image, patch_size)
    packed = packed.reshape(B, C, patch_size * patch_size, -1)
    return packed.permute(0, 3, 2, 1).flatten(2)
