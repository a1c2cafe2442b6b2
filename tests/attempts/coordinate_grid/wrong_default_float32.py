# kata: coordinate_grid
# fails: device and dtype
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    dtype = dtype or torch.float32
    ys = torch.linspace(-1, 1, height, device=device, dtype=dtype)
    xs = torch.linspace(-1, 1, width, device=device, dtype=dtype)
    return torch.stack(torch.meshgrid(ys, xs, indexing="ij"), dim=-1)
