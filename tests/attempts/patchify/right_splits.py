# kata: patchify
import torch


def patchify(image, patch_size):
    channels_last = image.permute(0, 2, 3, 1)
    rows = torch.stack(channels_last.split(patch_size, dim=1), dim=1)
    patches = torch.stack(rows.split(patch_size, dim=3), dim=2)
    return patches.flatten(1, 2).flatten(2)
