# kata: coordinate_grid
# fails: values
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    y = torch.linspace(-1, 1, height, device=device, dtype=dtype) * height / max(height, width)
    x = torch.linspace(-1, 1, width, device=device, dtype=dtype) * width / max(height, width)
    return torch.stack(torch.meshgrid(y, x, indexing="ij"), dim=-1)
