# kata: group_norm
import torch
from torch import nn


class GroupNorm(nn.Module):
    def __init__(self, num_groups, num_channels, eps=1e-5):
        super().__init__()
        self.per_group = num_channels // num_groups
        self.eps = eps
        self.affine = nn.Parameter(torch.tensor([[1.0], [0.0]]).repeat(1, num_channels))

    def forward(self, x):
        rest = tuple(range(1, x.dim()))
        done = []
        for part in x.split(self.per_group, dim=1):
            centred = part - part.mean(rest, keepdim=True)
            done.append(centred / centred.square().mean(rest, keepdim=True).add(self.eps).sqrt())
        scale, shift = (a.reshape(-1, *[1] * (x.dim() - 2)) for a in self.affine)
        return torch.cat(done, dim=1) * scale + shift
