# kata: rope
import torch


def apply_rope(x, base=10000.0):
    half = x.shape[3] // 2
    columns = [None] * (2 * half)
    p = x.new_ones(x.shape[2]).cumsum(0) - 1
    for i in range(half):
        angle = p * base ** (-2 * i / (2 * half))
        c, s = torch.cos(angle), torch.sin(angle)
        a, b = x[..., i], x[..., i + half]
        columns[i] = a * c - b * s
        columns[i + half] = a * s + b * c
    return torch.stack(columns, dim=-1)
