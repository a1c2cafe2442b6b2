"""The two-layer perceptron inside a transformer block: widen, bend by GELU, come back.

Source: Vaswani et al., Attention Is All You Need, 2017 (arXiv:1706.03762), section 3.3; GELU for
ReLU as in Hendrycks and Gimpel, 2016 (arXiv:1606.08415).
... any leading axes, D dim
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    """(..., D) -> (..., D), every token by itself."""

    def __init__(self, dim: int, hidden_dim: int) -> None:
        super().__init__()
        self.up_proj = nn.Linear(dim, hidden_dim)
        self.down_proj = nn.Linear(hidden_dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.up_proj(x)  # (..., hidden_dim)
        hidden = F.gelu(hidden)  # (..., hidden_dim)
        return self.down_proj(hidden)  # (..., D)
