"""SwiGLU: a feed-forward layer in which one branch opens and closes the other.

Source: Shazeer, GLU Variants Improve Transformer, 2020 (arXiv:2002.05202).
... any leading axes, or none; D dim, F hidden_dim
"""

from torch import Tensor, nn
from torch.nn import functional as F


class SwiGLU(nn.Module):
    """(..., D) -> (..., D)."""

    def __init__(self, dim: int, hidden_dim: int) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(dim, hidden_dim, bias=False)
        self.value_proj = nn.Linear(dim, hidden_dim, bias=False)
        self.out_proj = nn.Linear(hidden_dim, dim, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        gate = F.silu(self.gate_proj(x))  # (..., F)
        value = self.value_proj(x)  # (..., F)
        # Only the gate is bent; without a bias a token of zeros stays at zero.
        gated = gate * value  # (..., F)
        return self.out_proj(gated)  # (..., D)
