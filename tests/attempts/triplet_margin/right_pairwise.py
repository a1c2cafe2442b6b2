# kata: triplet_margin
import torch
import torch.nn.functional as F


def triplet_margin(anchor, positive, negative, margin=1.0):
    d = [F.pairwise_distance(anchor, other, eps=0.0) for other in (positive, negative)]
    gap = d[0] - d[1] + margin
    return torch.maximum(gap, torch.zeros_like(gap)).mean()
