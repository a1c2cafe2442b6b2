"""Pre-norm encoder block: attention, then an MLP, each on a normed copy of the residual stream.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), with norms placed as in
Xiong et al., On Layer Normalization in the Transformer Architecture, 2020 (arXiv:2002.04745).
B batch, L sequence length, D dim = n_heads * head_dim, F mlp_ratio * dim
"""

from torch import Tensor, nn
from torch.nn import functional as F


class SelfAttention(nn.Module):
    """(B, L, D) -> (B, L, D). Every token reads all tokens."""

    def __init__(self, dim: int, n_heads: int) -> None:
        super().__init__()
        if dim % n_heads:
            raise ValueError(f"dim ({dim}) must be a multiple of n_heads ({n_heads})")
        self.n_heads = n_heads
        self.head_dim = dim // n_heads
        self.qkv_proj = nn.Linear(dim, 3 * dim)
        self.out_proj = nn.Linear(dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        B, L, D = x.shape
        q, k, v = self.qkv_proj(x).chunk(3, dim=-1)  # (B, L, D) each
        q = q.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)
        k = k.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)
        v = v.view(B, L, self.n_heads, self.head_dim).transpose(1, 2)  # (B, n_heads, L, head_dim)

        scores = q @ k.transpose(-2, -1) * self.head_dim**-0.5  # (B, n_heads, L, L)
        probs = scores.softmax(dim=-1)  # (B, n_heads, L, L)
        out = probs @ v  # (B, n_heads, L, head_dim)
        out = out.transpose(1, 2).reshape(B, L, D)  # (B, L, D)
        return self.out_proj(out)  # (B, L, D)


class MLP(nn.Module):
    """(B, L, D) -> (B, L, D)."""

    def __init__(self, dim: int, hidden_dim: int) -> None:
        super().__init__()
        self.up_proj = nn.Linear(dim, hidden_dim)
        self.down_proj = nn.Linear(hidden_dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        hidden = F.gelu(self.up_proj(x))  # (B, L, F)
        return self.down_proj(hidden)  # (B, L, D)


class EncoderBlock(nn.Module):
    """(B, L, D) -> (B, L, D)."""

    def __init__(self, dim: int, n_heads: int, mlp_ratio: int = 4, dropout: float = 0.0) -> None:
        super().__init__()
        self.attention_norm = nn.LayerNorm(dim)
        self.attention = SelfAttention(dim, n_heads)
        self.attention_dropout = nn.Dropout(dropout)
        self.mlp_norm = nn.LayerNorm(dim)
        self.mlp = MLP(dim, mlp_ratio * dim)
        self.mlp_dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor) -> Tensor:
        # x itself is only ever added to: the way from the first block to the last stays free.
        attended = self.attention(self.attention_norm(x))  # (B, L, D)
        x = x + self.attention_dropout(attended)  # (B, L, D)
        computed = self.mlp(self.mlp_norm(x))  # (B, L, D)
        return x + self.mlp_dropout(computed)  # (B, L, D)
