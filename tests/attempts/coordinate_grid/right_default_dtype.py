# kata: coordinate_grid
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    if dtype is None:
        dtype = torch.get_default_dtype()
    grid = torch.empty(height, width, 2, dtype=dtype, device=device)
    for axis, n in enumerate((height, width)):
        steps = torch.arange(n, dtype=dtype, device=device) * (2 / (n - 1)) - 1
        grid[..., axis] = steps[:, None] if axis == 0 else steps
    return grid
