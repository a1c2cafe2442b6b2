# kata: mlp
from torch import Tensor, nn
from torch.nn import functional as F


def lengthen(module, state, prefix, meta):
    """Other names for what is kept."""
    for name in list(state):
        state[f"{name}_kept"] = state.pop(name)


def shorten(module, state, prefix, *others):
    """The usual ones again."""
    for name in list(state):
        state[name.removesuffix("_kept")] = state.pop(name)


class MLP(nn.Module):
    """(..., D) -> (..., D), every token by itself."""

    def __init__(self, dim: int, hidden_dim: int) -> None:
        super().__init__()
        self.up_proj = nn.Linear(dim, hidden_dim)
        self.down_proj = nn.Linear(hidden_dim, dim)
        self.register_state_dict_post_hook(lengthen)
        self.register_load_state_dict_pre_hook(shorten)

    def forward(self, x: Tensor) -> Tensor:
        hidden = self.up_proj(x)  # (..., hidden_dim)
        hidden = F.gelu(hidden)  # (..., hidden_dim)
        return self.down_proj(hidden)  # (..., D)
