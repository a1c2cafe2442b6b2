# kata: causal_self_attention
# fails: train mode
"""Dropout by masks of its own."""

import torch
from torch import Tensor, nn


def drop(x: Tensor, p: float, training: bool) -> Tensor:
    if not training or p == 0:
        return x
    return x * (torch.rand_like(x[:1]) >= p) / (1 - p)


class CausalSelfAttention(nn.Module):
    """(B, L, D) -> (B, L, D)."""

    def __init__(
        self, n_embd: int, n_head: int, block_size: int, dropout: float = 0.0, bias: bool = True
    ) -> None:
        super().__init__()
        if n_embd % n_head:
            raise ValueError(f"n_embd ({n_embd}) must be a multiple of n_head ({n_head})")
        self.n_head = n_head
        self.head_dim = n_embd // n_head
        self.qkv_proj = nn.Linear(n_embd, 3 * n_embd, bias=bias)
        causal = torch.ones(block_size, block_size, dtype=torch.bool).tril()
        self.register_buffer("causal", causal, persistent=False)
        self.probs_dropout = dropout
        self.out_proj = nn.Linear(n_embd, n_embd, bias=bias)
        self.out_dropout = dropout

    def forward(self, x: Tensor) -> Tensor:
        B, L, D = x.shape
        q, k, v = self.qkv_proj(x).chunk(3, dim=-1)  # (B, L, D) each
        q = q.view(B, L, self.n_head, self.head_dim).transpose(1, 2)  # (B, n_head, L, head_dim)
        k = k.view(B, L, self.n_head, self.head_dim).transpose(1, 2)  # (B, n_head, L, head_dim)
        v = v.view(B, L, self.n_head, self.head_dim).transpose(1, 2)  # (B, n_head, L, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, n_head, L, L)
        future = ~self.causal[:L, :L]  # (L, L)
        scores = scores.masked_fill(future, float("-inf"))  # (B, n_head, L, L)
        probs = scores.softmax(dim=-1)  # (B, n_head, L, L)
        probs = drop(probs, self.probs_dropout, self.training)  # (B, n_head, L, L)

        out = probs @ v  # (B, n_head, L, head_dim)
        out = out.transpose(1, 2).reshape(B, L, D)  # (B, L, D)
        out = self.out_proj(out)  # (B, L, D)
        return drop(out, self.out_dropout, self.training)  # (B, L, D)
