# kata: causal_self_attention
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    """Weights as lists of rows."""

    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head = n_head
        self.rows = nn.ParameterList([torch.randn(n_embd) * 0.1 for _ in range(3 * n_embd)])
        self.last = nn.ParameterList([torch.randn(n_embd, 1) * 0.1 for _ in range(n_embd)])
        self.bias = nn.ParameterList([torch.zeros(()) for _ in range(4 * n_embd)] if bias else [])
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        D = x.shape[-1]
        y = x @ torch.stack([*self.rows]).T
        if len(self.bias):
            y = y + torch.stack([*self.bias])[: 3 * D]
        q, k, v = y.unflatten(-1, (3, self.n_head, -1)).permute(2, 0, 3, 1, 4)
        s = q @ k.mT / q.shape[-1] ** 0.5
        L = x.shape[1]
        r, c = torch.triu_indices(L, L, 1, device=x.device)
        s[..., r, c] = float("-inf")
        y = (self.drop(s.softmax(-1)) @ v).transpose(1, 2).flatten(2)
        y = y @ torch.cat([*self.last], 1)
        if len(self.bias):
            y = y + torch.stack([*self.bias])[3 * D :]
        return self.drop(y)
