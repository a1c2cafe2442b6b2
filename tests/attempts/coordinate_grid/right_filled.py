# kata: coordinate_grid
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    grid = torch.empty(height, width, 2, device=device, dtype=dtype)
    options = {"device": grid.device, "dtype": grid.dtype}
    grid[..., 0] = torch.linspace(-1, 1, height, **options).unsqueeze(1)
    grid[..., 1] = torch.linspace(-1, 1, width, **options)
    return grid
