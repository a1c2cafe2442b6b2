# kata: coordinate_grid
import torch


def coordinate_grid(height, width, device=None, dtype=None):
    def side(n):
        return torch.linspace(-1, 1, n, device=device, dtype=dtype)

    y = torch.outer(side(height), torch.ones(width, device=device, dtype=dtype))
    x = torch.outer(torch.ones(height, device=device, dtype=dtype), side(width))
    return torch.cat([y[..., None], x[..., None]], dim=-1)
