# kata: causal_self_attention
import torch
from torch import Tensor, nn


class CausalSelfAttention(nn.Module):
    def __init__(self, n_embd, n_head, block_size, dropout=0.0, bias=True):
        super().__init__()
        self.n_head = n_head
        self.qkv = nn.Linear(n_embd, 3 * n_embd, bias=bias)
        self.out = nn.Linear(n_embd, n_embd, bias=bias)
        self.drop = nn.Dropout(dropout)
        self.out_drop = nn.Dropout(dropout)
        self.register_buffer("seen", torch.ones(block_size, block_size).tril().bool())

    def forward(self, x: Tensor) -> Tensor:
        B, L, D = x.shape
        q, k, v = self.qkv(x).chunk(3, dim=-1)  # (B, L, D) each
        q = q.view(B, L, self.n_head, -1).transpose(1, 2)  # (B, nh, L, d)
        k = k.view(B, L, self.n_head, -1).transpose(1, 2)  # (B, nh, L, d)
        v = v.view(B, L, self.n_head, -1).transpose(1, 2)  # (B, nh, L, d)
        scores = q @ k.transpose(-2, -1) * q.shape[-1] ** -0.5  # (B, nh, L, L)
        scores = scores.masked_fill(~self.seen[:L, :L], float("-inf"))  # (B, nh, L, L)
        probs = self.drop(scores.softmax(dim=-1))  # (B, nh, L, L)
        y = (probs @ v).transpose(1, 2).reshape(B, L, D)  # (B, L, D)
        return self.out(y)  # (B, L, D)
