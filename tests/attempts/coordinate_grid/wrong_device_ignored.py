# kata: coordinate_grid
# fails: device and dtype
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    y = torch.linspace(-1, 1, height, dtype=dtype)
    x = torch.linspace(-1, 1, width, dtype=dtype)
    return torch.stack(torch.meshgrid(y, x, indexing="ij"), dim=-1)
