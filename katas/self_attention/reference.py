"""Self-attention: every token reads all tokens of its own sequence, in several heads.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.2.2.
B batch, L sequence length, D dim = n_heads * head_dim
"""

from torch import Tensor, nn


class SelfAttention(nn.Module):
    """(B, L, D) -> (B, L, D). `mask` (B, L) is True where a token may be attended."""

    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        if dim % n_heads:
            raise ValueError(f"dim ({dim}) must be a multiple of n_heads ({n_heads})")
        self.n_heads = n_heads
        self.head_dim = dim // n_heads
        self.qkv_proj = nn.Linear(dim, 3 * dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        B, L, D = x.shape
        q, k, v = self.qkv_proj(x).chunk(3, dim=-1)  # (B, L, D) each
        q = q.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)
        k = k.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)
        v = v.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, n_heads, L, L)
        if mask is not None:
            # One row of keys for all heads and queries: what is hidden is a column.
            keep = mask[:, None, None, :]  # (B, 1, 1, L)
            scores = scores.masked_fill(~keep, float("-inf"))  # (B, n_heads, L, L)
        probs = scores.softmax(dim=-1)  # (B, n_heads, L, L)

        out = probs @ v  # (B, n_heads, L, head_dim)
        out = out.transpose(1, 2).reshape(B, L, D)  # (B, L, D)
        return self.out_proj(out)  # (B, L, D)
