# kata: configurable_mlp
# fails: values
from collections.abc import Sequence

from torch import Tensor, nn


class ConfigurableMLP(nn.Module):
    def __init__(
        self, input_dim: int, hidden_dims: Sequence[int], output_dim: int, dropout: float = 0.2
    ) -> None:
        super().__init__()
        self.hidden_layers = nn.ModuleList()
        width = input_dim
        for hidden_dim in hidden_dims:
            layer = nn.Sequential(
                nn.Linear(width, hidden_dim),
                nn.BatchNorm1d(hidden_dim),
                nn.ReLU6(),
                nn.Dropout(dropout),
            )
            self.hidden_layers.append(layer)
            width = hidden_dim
        self.out_proj = nn.Linear(width, output_dim)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.hidden_layers:
            x = layer(x)
        return self.out_proj(x)
