# kata: causal_self_attention
import torch
import torch.nn as nn
from torch.nn import functional as F


class CausalSelfAttention(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head = n_head
        self.dropout = dropout
        self.proj = nn.Linear(n_embd, n_embd, bias=bias)
        self.value = nn.Linear(n_embd, n_embd, bias=bias)
        self.key = nn.Linear(n_embd, n_embd, bias=bias)
        self.query = nn.Linear(n_embd, n_embd, bias=bias)

    def forward(self, x):
        B, T, C = x.size()
        k = self.key(x).reshape(B, T, self.n_head, C // self.n_head).permute(0, 2, 1, 3)
        q = self.query(x).reshape(B, T, self.n_head, C // self.n_head).permute(0, 2, 1, 3)
        v = self.value(x).reshape(B, T, self.n_head, C // self.n_head).permute(0, 2, 1, 3)
        mask = torch.triu(torch.full((T, T), float("-inf"), dtype=x.dtype, device=x.device), 1)
        att = F.softmax((q @ k.mT) / (C // self.n_head) ** 0.5 + mask, dim=-1)
        att = F.dropout(att, self.dropout, self.training)
        y = (att @ v).permute(0, 2, 1, 3).reshape(B, T, C)
        return F.dropout(self.proj(y), self.dropout, self.training)
