# kata: patchify
import torch


def patchify(image: torch.Tensor, patch_size: int) -> torch.Tensor:
    last = image.movedim(1, -1)
    out = []
    for top in range(0, image.shape[2], patch_size):
        for left in range(0, image.shape[3], patch_size):
            square = last[:, top : top + patch_size, left : left + patch_size]
            out.append(square.flatten(1))
    return torch.stack(out, dim=1)
