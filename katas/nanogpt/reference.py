"""nanoGPT: tokens read the tokens before them, and each says which one comes next.

Source: Radford et al., Language Models are Unsupervised Multitask Learners, 2019 (GPT-2), in the
form of Karpathy's nanoGPT.
B batch, L sequence length up to block_size, D n_embd = n_head * head_dim, V vocab_size
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class CausalSelfAttention(nn.Module):
    """(B, L, D) -> (B, L, D). Every token reads itself and the tokens before it."""

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
        self.probs_dropout = nn.Dropout(dropout)
        self.out_proj = nn.Linear(n_embd, n_embd, bias=bias)
        self.out_dropout = nn.Dropout(dropout)

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
        probs = self.probs_dropout(probs)  # (B, n_head, L, L)

        out = probs @ v  # (B, n_head, L, head_dim)
        out = out.transpose(1, 2).reshape(B, L, D)  # (B, L, D)
        out = self.out_proj(out)  # (B, L, D)
        return self.out_dropout(out)  # (B, L, D)


class MLP(nn.Module):
    """(B, L, D) -> (B, L, D), through a layer four times as wide."""

    def __init__(self, n_embd: int, dropout: float = 0.0, bias: bool = True) -> None:
        super().__init__()
        self.up_proj = nn.Linear(n_embd, 4 * n_embd, bias=bias)
        self.gelu = nn.GELU()
        self.down_proj = nn.Linear(4 * n_embd, n_embd, bias=bias)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.up_proj(x)  # (B, L, 4 * D)
        hidden = self.gelu(hidden)  # (B, L, 4 * D)
        out = self.down_proj(hidden)  # (B, L, D)
        return self.dropout(out)  # (B, L, D)


class Block(nn.Module):
    """(B, L, D) -> (B, L, D). Norms come first, so that the residual stream itself stays as is."""

    def __init__(
        self, n_embd: int, n_head: int, block_size: int, dropout: float = 0.0, bias: bool = True
    ) -> None:
        super().__init__()
        self.attn_norm = nn.LayerNorm(n_embd, bias=bias)
        self.attn = CausalSelfAttention(n_embd, n_head, block_size, dropout, bias)
        self.mlp_norm = nn.LayerNorm(n_embd, bias=bias)
        self.mlp = MLP(n_embd, dropout, bias)

    def forward(self, x: Tensor) -> Tensor:
        x = x + self.attn(self.attn_norm(x))  # (B, L, D)
        return x + self.mlp(self.mlp_norm(x))  # (B, L, D)


class GPT(nn.Module):
    """(B, L) token ids -> (B, L, V) logits, and the mean loss where `targets` (B, L) are given."""

    def __init__(
        self,
        vocab_size: int,
        block_size: int,
        n_layer: int,
        n_head: int,
        n_embd: int,
        dropout: float = 0.0,
        bias: bool = True,
    ) -> None:
        super().__init__()
        self.block_size = block_size
        self.token_table = nn.Embedding(vocab_size, n_embd)
        self.position_table = nn.Embedding(block_size, n_embd)
        self.dropout = nn.Dropout(dropout)
        self.blocks = nn.ModuleList(
            Block(n_embd, n_head, block_size, dropout, bias) for _ in range(n_layer)
        )
        self.norm = nn.LayerNorm(n_embd, bias=bias)
        self.head = nn.Linear(n_embd, vocab_size, bias=False)
        # Tied: a token is read by the same row by which it is predicted.
        self.head.weight = self.token_table.weight

    def forward(self, idx: Tensor, targets: Tensor | None = None) -> tuple[Tensor, Tensor | None]:
        L = idx.shape[1]
        if self.block_size < L:
            raise ValueError(f"{L} tokens are more than block_size ({self.block_size})")
        positions = torch.arange(L, device=idx.device)  # (L,)
        x = self.token_table(idx) + self.position_table(positions)  # (B, L, D)
        x = self.dropout(x)  # (B, L, D)
        for block in self.blocks:
            x = block(x)  # (B, L, D)
        x = self.norm(x)  # (B, L, D)
        logits = self.head(x)  # (B, L, V)

        if targets is None:
            return logits, None
        rows = logits.flatten(end_dim=1)  # (B * L, V)
        loss = F.cross_entropy(rows, targets.flatten(), ignore_index=-1)  # ()
        return logits, loss
