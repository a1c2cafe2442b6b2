# kata: mlp
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.parametrize import register_parametrization


class Transposed(nn.Module):
    """A weight that is kept as its transpose."""

    def forward(self, kept: Tensor) -> Tensor:
        return kept.t()

    def right_inverse(self, weight: Tensor) -> Tensor:
        return weight.t()


class MLP(nn.Module):
    """(..., D) -> (..., D), every token by itself."""

    def __init__(self, dim: int, hidden_dim: int) -> None:
        super().__init__()
        self.up_proj = nn.Linear(dim, hidden_dim)
        register_parametrization(self.up_proj, "weight", Transposed())
        self.down_proj = nn.Linear(hidden_dim, dim)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.up_proj(x)  # (..., hidden_dim)
        hidden = F.gelu(hidden)  # (..., hidden_dim)
        return self.down_proj(hidden)  # (..., D)
