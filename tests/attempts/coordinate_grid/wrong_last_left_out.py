# kata: coordinate_grid
# fails: values
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    y = torch.linspace(-1, 1, height + 1, device=device, dtype=dtype)[:-1]
    x = torch.linspace(-1, 1, width + 1, device=device, dtype=dtype)[:-1]
    return torch.stack(torch.meshgrid(y, x, indexing="ij"), dim=-1)
