# kata: patchify
# fails: static
import torch.nn.functional as F


def patchify(image, patch_size):
    B, C, _, _ = image.shape
    x = F.unfold(image, patch_size, stride=patch_size).unflatten(1, (C, -1))
    return x.permute(0, 3, 2, 1).flatten(2)
