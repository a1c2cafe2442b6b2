# kata: patchify
# fails: static
import torch
from torch import nn


def patchify(image, patch_size):
    C = image.shape[1]
    width = patch_size * patch_size * C
    conv = nn.Conv2d(C, width, patch_size, patch_size, bias=False)
    eye = torch.eye(width).view(patch_size, patch_size, C, width)
    conv.weight.data = eye.permute(3, 2, 0, 1).to(image)
    return conv(image).flatten(2).mT
