# kata: causal_self_attention
# fails: builds
import torch
from torch import nn


class CausalSelfAttention(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.1, bias=True):
        super().__init__()
        self.n_head = n_head
        self.head_dim = n_embd // n_head
        self.qkv = nn.Linear(n_embd, 3 * n_embd, bias=bias)
        self.proj = nn.Linear(n_embd, n_embd, bias=bias)
        self.drop = nn.Dropout(dropout)
        mask = torch.ones(block_size, block_size, dtype=torch.bool).tril()
        self.register_buffer("mask", mask)

    def split(self, x):
        return x.view(x.shape[0], -1, self.n_head, self.head_dim).transpose(1, 2)

    def forward(self, x):
        B, L, D = x.shape
        q, k, v = [self.split(t) for t in self.qkv(x).chunk(3, dim=-1)]
        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5
        scores = scores.masked_fill(~self.mask[:L, :L], float("-inf"))
        attn = self.drop(scores.softmax(dim=-1))
        out = (attn @ v).transpose(1, 2).reshape(B, L, D)
        return self.drop(self.proj(out))
