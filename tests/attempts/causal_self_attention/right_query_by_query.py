# kata: causal_self_attention
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    """No mask at all: query i sees keys 0..i."""

    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head = n_head
        self.query_key_value = nn.ModuleList(
            [nn.Linear(n_embd, n_embd, bias=bias) for _ in range(3)]
        )
        self.dense = nn.Linear(n_embd, n_embd, bias=bias)
        self.drop = nn.Dropout(dropout)

    def forward(self, x):
        q, k, v = (f(x).unflatten(-1, (self.n_head, -1)) for f in self.query_key_value)
        rows = []
        for i in range(x.size(1)):
            s = (q[:, i : i + 1] * k[:, : i + 1]).sum(-1) / q.size(-1) ** 0.5
            w = self.drop(s.softmax(dim=1))
            rows.append((w.unsqueeze(-1) * v[:, : i + 1]).sum(1))
        y = torch.stack(rows, 1).flatten(2)
        return self.drop(self.dense(y))
