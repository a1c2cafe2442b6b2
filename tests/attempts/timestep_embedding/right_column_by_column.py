# kata: timestep_embedding
import torch


def timestep_embedding(t, dim, max_period=10_000):
    if not torch.is_floating_point(t):
        t = t * 1.0
    rates = [max_period ** (-2 * i / dim) for i in range(dim // 2)]
    columns = [torch.cos(t * rate) for rate in rates] + [torch.sin(t * rate) for rate in rates]
    return torch.stack(columns, dim=1)
