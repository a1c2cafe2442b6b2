# kata: group_norm
import torch
from torch import nn


class GroupNorm(nn.Module):
    def __init__(self, num_groups, num_channels, eps=1e-5):
        super().__init__()
        self.eps = eps
        member = torch.eye(num_groups).repeat_interleave(num_channels // num_groups, 0)
        self.register_buffer("member", member)
        self.weight = nn.Parameter(torch.ones(num_channels))
        self.bias = nn.Parameter(torch.zeros(num_channels))

    def per_group_mean(self, values):
        share = self.member / self.member.sum(0)
        return torch.einsum("bcp,cg,hg->bh", values, share / values.shape[-1], self.member)

    def forward(self, x):
        flat = x.flatten(2)
        centred = flat - self.per_group_mean(flat)[..., None]
        var = self.per_group_mean(centred**2)[..., None]
        out = centred * (var + self.eps) ** -0.5 * self.weight[:, None] + self.bias[:, None]
        return out.reshape(x.shape)
