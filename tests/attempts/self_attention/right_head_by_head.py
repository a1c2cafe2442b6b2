# kata: self_attention
import torch
from torch import nn


class Head(nn.Module):
    def __init__(self, dim, width):
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(dim, width) for _ in range(3))
        self.width = width

    def forward(self, x, bias):
        scores = torch.bmm(self.query(x), self.key(x).transpose(1, 2)) * self.width**-0.5
        return torch.bmm(torch.softmax(scores + bias, dim=2), self.value(x))


class SelfAttention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        self.heads = nn.ModuleList(Head(dim, dim // n_heads) for _ in range(n_heads))
        self.proj = nn.Linear(dim, dim)

    def forward(self, x, mask=None):
        bias = x.new_zeros(x.shape[0], 1, x.shape[1])
        if mask is not None:
            bias = bias.masked_fill(~mask.unsqueeze(1), -torch.inf)
        return self.proj(torch.cat([head(x, bias) for head in self.heads], dim=-1))
