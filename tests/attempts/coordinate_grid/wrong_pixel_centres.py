# kata: coordinate_grid
# fails: values
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    dtype = dtype or torch.get_default_dtype()
    y = (torch.arange(height, device=device, dtype=dtype) + 0.5) * 2 / height - 1
    x = (torch.arange(width, device=device, dtype=dtype) + 0.5) * 2 / width - 1
    return torch.stack(torch.meshgrid(y, x, indexing="ij"), dim=-1)
