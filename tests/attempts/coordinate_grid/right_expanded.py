# kata: coordinate_grid
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    ys = torch.linspace(-1.0, 1.0, steps=height, device=device, dtype=dtype)[:, None]
    xs = torch.linspace(-1.0, 1.0, steps=width, device=device, dtype=dtype)[None, :]
    return torch.stack((ys.expand(height, width), xs.expand(height, width)), 2)
