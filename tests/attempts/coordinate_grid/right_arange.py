# kata: coordinate_grid
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    dtype = dtype or torch.get_default_dtype()
    y = torch.arange(height, device=device, dtype=dtype) * (2 / (height - 1)) - 1
    x = torch.arange(width, device=device, dtype=dtype) * (2 / (width - 1)) - 1
    return torch.cartesian_prod(y, x).view(height, width, 2)
