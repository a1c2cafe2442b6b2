"""Mean pooling over the tokens that count.

Source: Lin et al., Network In Network, 2013 (arXiv:1312.4400).
B batch, L sequence length, embed_dim width of a token, out_dim width of the result
"""

from torch import Tensor, nn

KEEP_ALL = 0.0


class Projection(nn.Module):
    """(B, embed_dim) -> (B, out_dim)."""

    def __init__(self, embed_dim: int, out_dim: int) -> None:
        super().__init__()
        self.out_proj = nn.Linear(embed_dim, out_dim)

    def forward(self, x: Tensor) -> Tensor:
        return self.out_proj(x)  # (B, out_dim)


class MeanPool(nn.Module):
    """(B, L, embed_dim) -> (B, out_dim). `mask` (B, L) is True where a token counts."""

    def __init__(self, embed_dim: int, out_dim: int, p_dropout: float | None = KEEP_ALL) -> None:
        super().__init__()
        self.dropout = nn.Dropout(p_dropout or 0.0)
        self.proj = Projection(embed_dim, out_dim)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        if mask is not None:
            kept = mask.unsqueeze(-1).to(x.dtype)  # (B, L, 1)
            mean = (x * kept).sum(dim=1) / kept.sum(dim=1)  # (B, embed_dim)
        else:
            mean = x.mean(dim=1)  # (B, embed_dim)
        return self.proj(self.dropout(mean))  # (B, out_dim)
