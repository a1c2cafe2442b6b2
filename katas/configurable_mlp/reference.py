"""A perceptron with any number of hidden layers of linear, batch norm, ReLU and dropout.

Source: Ioffe and Szegedy, Batch Normalization, 2015 (arXiv:1502.03167).
B batch
"""

from collections.abc import Sequence

from torch import Tensor, nn


class ConfigurableMLP(nn.Module):
    """(B, input_dim) -> (B, output_dim), through one hidden layer for each width, or none."""

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
                nn.ReLU(),
                nn.Dropout(dropout),
            )
            self.hidden_layers.append(layer)
            width = hidden_dim
        self.out_proj = nn.Linear(width, output_dim)

    def forward(self, x: Tensor) -> Tensor:
        for layer in self.hidden_layers:
            x = layer(x)  # (B, hidden_dim)
        return self.out_proj(x)  # (B, output_dim)
