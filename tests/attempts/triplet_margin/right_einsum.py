# kata: triplet_margin
import torch


def distance(a, b):
    d = a - b
    return torch.einsum("bd,bd->b", d, d).sqrt()


def triplet_margin(anchor, positive, negative, margin=1.0):
    return (distance(anchor, positive) - distance(anchor, negative)).add(margin).clamp_min(0).mean()
