# kata: mlp
from torch import nn
from torch.nn import functional


class MLP(nn.Module):
    def __init__(self, dim: int, hidden_dim: int):
        super().__init__()
        self.layers = nn.ModuleDict(
            {"expand": nn.Linear(dim, hidden_dim), "contract": nn.Linear(hidden_dim, dim)}
        )

    def forward(self, x):
        rows = x.reshape(-1, x.shape[-1])
        rows = self.layers["contract"](functional.gelu(self.layers["expand"](rows)))
        return rows.reshape(x.shape)
