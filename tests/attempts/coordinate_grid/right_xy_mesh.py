# kata: coordinate_grid
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    x, y = torch.meshgrid(
        torch.linspace(-1, 1, width, device=device, dtype=dtype),
        torch.linspace(-1, 1, height, device=device, dtype=dtype),
        indexing="xy",
    )
    return torch.stack([y, x], dim=-1)
