"""The Transformer of 2017: an encoder reads the source, a decoder writes the target after it.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762).
B batch, S source tokens, T target tokens, L either, D dim = n_heads * head_dim, F hidden_dim
"""

import torch
from torch import Tensor, nn


def sinusoidal_positions(length: int, like: Tensor) -> Tensor:
    """(L, D), sines and cosines in turn, in the width and dtype and on the device of `like`."""
    D = like.shape[-1]
    place = torch.arange(length).to(like)  # (L,)
    slowness = 10000 ** (torch.arange(0, D, 2).to(like) / D)  # (D/2,)
    angle = place[:, None] / slowness  # (L, D/2)
    # A last axis of two, flattened, puts each cosine right behind its sine.
    return torch.stack([angle.sin(), angle.cos()], dim=-1).flatten(start_dim=1)  # (L, D)


class Embedding(nn.Module):
    """(B, L) -> (B, L, D). What a token is, from a table, and where it stands."""

    def __init__(self, vocab_size: int, dim: int) -> None:
        super().__init__()
        if dim % 2:
            raise ValueError(f"dim ({dim}) must be a multiple of 2")
        self.scale = dim**0.5
        self.table = nn.Embedding(vocab_size, dim)

    def forward(self, tokens: Tensor) -> Tensor:
        x = self.table(tokens) * self.scale  # (B, L, D)
        return x + sinusoidal_positions(tokens.shape[1], x)  # (B, L, D)


class Attention(nn.Module):
    """(B, T, D), (B, S, D) -> (B, T, D). `mask` fits (B, n_heads, T, S), True where visible."""

    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        if dim % n_heads:
            raise ValueError(f"dim ({dim}) must be a multiple of n_heads ({n_heads})")
        self.n_heads = n_heads
        self.head_dim = dim // n_heads
        self.q_proj = nn.Linear(dim, dim)
        self.kv_proj = nn.Linear(dim, 2 * dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor, source: Tensor, mask: Tensor | None) -> Tensor:
        heads = (self.n_heads, self.head_dim)
        q = self.q_proj(x)  # (B, T, D)
        k, v = self.kv_proj(source).chunk(2, dim=-1)  # (B, S, D) each
        q = q.unflatten(-1, heads).transpose(1, 2)  # (B, n_heads, T, head_dim)
        k = k.unflatten(-1, heads).transpose(1, 2)  # (B, n_heads, S, head_dim)
        v = v.unflatten(-1, heads).transpose(1, 2)  # (B, n_heads, S, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, n_heads, T, S)
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))  # (B, n_heads, T, S)
        probs = scores.softmax(dim=-1)  # (B, n_heads, T, S)
        out = (probs @ v).transpose(1, 2).flatten(start_dim=2)  # (B, T, D)
        return self.out_proj(out)  # (B, T, D)


class FeedForward(nn.Module):
    """(B, L, D) -> (B, L, D)."""

    def __init__(self, dim: int, hidden_dim: int) -> None:
        super().__init__()
        self.up_proj = nn.Linear(dim, hidden_dim)
        self.down_proj = nn.Linear(hidden_dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.up_proj(x).relu()  # (B, L, F)
        return self.down_proj(hidden)  # (B, L, D)


class EncoderLayer(nn.Module):
    """(B, S, D) -> (B, S, D). Norms come after the sums, as in 2017."""

    def __init__(self, dim: int, n_heads: int, hidden_dim: int) -> None:
        super().__init__()
        self.attention = Attention(dim, n_heads)
        self.attention_norm = nn.LayerNorm(dim)
        self.mlp = FeedForward(dim, hidden_dim)
        self.mlp_norm = nn.LayerNorm(dim)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        x = self.attention_norm(x + self.attention(x, x, mask))  # (B, S, D)
        return self.mlp_norm(x + self.mlp(x))  # (B, S, D)


class DecoderLayer(nn.Module):
    """(B, T, D), (B, S, D) -> (B, T, D). Reads what is written so far, then the source."""

    def __init__(self, dim: int, n_heads: int, hidden_dim: int) -> None:
        super().__init__()
        self.attention = Attention(dim, n_heads)
        self.attention_norm = nn.LayerNorm(dim)
        self.cross = Attention(dim, n_heads)
        self.cross_norm = nn.LayerNorm(dim)
        self.mlp = FeedForward(dim, hidden_dim)
        self.mlp_norm = nn.LayerNorm(dim)

    def forward(self, x: Tensor, memory: Tensor, causal: Tensor, mask: Tensor | None) -> Tensor:
        x = self.attention_norm(x + self.attention(x, x, causal))  # (B, T, D)
        x = self.cross_norm(x + self.cross(x, memory, mask))  # (B, T, D)
        return self.mlp_norm(x + self.mlp(x))  # (B, T, D)


class Transformer(nn.Module):
    """(B, S), (B, T) -> (B, T, tgt_vocab). `src_mask` (B, S) is True where a token counts."""

    def __init__(
        self,
        src_vocab: int,
        tgt_vocab: int,
        dim: int,
        n_heads: int,
        depth: int,
        hidden_dim: int,
    ) -> None:
        super().__init__()
        self.src_embedding = Embedding(src_vocab, dim)
        self.encoder = nn.ModuleList(EncoderLayer(dim, n_heads, hidden_dim) for _ in range(depth))
        self.tgt_embedding = Embedding(tgt_vocab, dim)
        self.decoder = nn.ModuleList(DecoderLayer(dim, n_heads, hidden_dim) for _ in range(depth))
        self.head = nn.Linear(dim, tgt_vocab)

    def forward(self, src: Tensor, tgt: Tensor, src_mask: Tensor | None = None) -> Tensor:
        # One mask serves all who read the source: the encoder itself and the decoder.
        mask = None if src_mask is None else src_mask[:, None, None, :]  # (B, 1, 1, S)
        memory = self.src_embedding(src)  # (B, S, D)
        for layer in self.encoder:
            memory = layer(memory, mask)  # (B, S, D)

        T = tgt.shape[1]
        causal = torch.ones(T, T, dtype=torch.bool, device=tgt.device).tril()  # (T, T)
        x = self.tgt_embedding(tgt)  # (B, T, D)
        for layer in self.decoder:
            x = layer(x, memory, causal, mask)  # (B, T, D)
        return self.head(x)  # (B, T, tgt_vocab)
