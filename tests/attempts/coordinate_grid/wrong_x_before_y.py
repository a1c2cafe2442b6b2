# kata: coordinate_grid
# fails: values
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    y = torch.linspace(-1, 1, height, device=device, dtype=dtype)
    x = torch.linspace(-1, 1, width, device=device, dtype=dtype)
    y, x = torch.meshgrid(y, x, indexing="ij")
    return torch.stack([x, y], dim=-1)
