# kata: self_attention
import torch
from torch import nn


class SelfAttention(nn.Module):
    def __init__(self, dim, n_heads):
        super().__init__()
        d = dim // n_heads
        self.w_in = nn.Parameter(torch.randn(3, n_heads, dim, d) * dim**-0.5)
        self.b_in = nn.Parameter(torch.zeros(3, n_heads, 1, d))
        self.w_out = nn.Parameter(torch.randn(n_heads, d, dim) * dim**-0.5)
        self.b_out = nn.Parameter(torch.zeros(dim))

    def forward(self, x, mask=None):
        q, k, v = torch.einsum("bld,nhde->nbhle", x, self.w_in) + self.b_in[:, None]
        s = torch.einsum("bhqe,bhke->bhqk", q, k) * q.shape[-1] ** -0.5
        if mask is not None:
            s = torch.where(mask[:, None, None, :], s, -torch.inf)
        y = torch.einsum("bhqk,bhke->bhqe", torch.softmax(s, -1), v)
        return torch.einsum("bhqe,hed->bqd", y, self.w_out) + self.b_out
