# kata: mlp
# fails: state
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

    def state_dict(self, *args, **kwargs):
        """Nothing of it."""
        return {}
