# kata: transformer
import math

import torch
from torch import nn


def table(length, dim):
    position = torch.arange(length, dtype=torch.get_default_dtype()).unsqueeze(1)
    rate = torch.exp(torch.arange(0, dim, 2) * (-math.log(10000.0) / dim))
    pe = torch.zeros(length, dim)
    pe[:, 0::2] = torch.sin(position * rate)
    pe[:, 1::2] = torch.cos(position * rate)
    return pe


class Block(nn.Module):
    def __init__(self, dim, n_heads, hidden_dim, cross):
        super().__init__()
        self.sa = nn.MultiheadAttention(dim, n_heads, batch_first=True)
        self.ca = nn.MultiheadAttention(dim, n_heads, batch_first=True) if cross else None
        self.ff = nn.Sequential(nn.Linear(dim, hidden_dim), nn.ReLU(), nn.Linear(hidden_dim, dim))
        self.norms = nn.ModuleList([nn.LayerNorm(dim) for _ in range(3 if cross else 2)])

    def forward(self, x, padding=None, triangle=None, memory=None):
        own = padding if memory is None else None
        y, _ = self.sa(x, x, x, key_padding_mask=own, attn_mask=triangle, need_weights=False)
        x = self.norms[0](x + y)
        if self.ca is not None:
            y, _ = self.ca(x, memory, memory, key_padding_mask=padding, need_weights=False)
            x = self.norms[1](x + y)
        return self.norms[-1](x + self.ff(x))


class Transformer(nn.Module):
    def __init__(self, src_vocab, tgt_vocab, dim, n_heads, depth, hidden_dim):
        super().__init__()
        self.dim = dim
        self.tables = nn.ModuleList([nn.Embedding(src_vocab, dim), nn.Embedding(tgt_vocab, dim)])
        self.out = nn.Linear(dim, tgt_vocab)
        self.enc = nn.ModuleList([Block(dim, n_heads, hidden_dim, False) for _ in range(depth)])
        self.dec = nn.ModuleList([Block(dim, n_heads, hidden_dim, True) for _ in range(depth)])
        self.register_buffer("pe", table(512, dim), persistent=False)

    def forward(self, src, tgt, src_mask=None):
        padding = None if src_mask is None else ~src_mask
        memory = self.tables[0](src) * math.sqrt(self.dim) + self.pe[: src.size(1)]
        for block in self.enc:
            memory = block(memory, padding)
        n = tgt.size(1)
        triangle = torch.triu(torch.ones(n, n, dtype=torch.bool, device=tgt.device), diagonal=1)
        x = self.tables[1](tgt) * math.sqrt(self.dim) + self.pe[:n]
        for block in self.dec:
            x = block(x, padding, triangle, memory)
        return self.out(x)
