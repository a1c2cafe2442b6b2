# kata: configurable_mlp
# fails: state
from torch import nn


class ConfigurableMLP(nn.Module):
    def __init__(self, input_dim, hidden_dims, output_dim, dropout=0.2):
        super().__init__()
        layers = []
        last = input_dim
        for h in hidden_dims:
            layers += [nn.Linear(last, h), nn.BatchNorm1d(h)]
            layers += [nn.ReLU(), nn.Dropout(dropout)]
            last = h
        layers.append(nn.Linear(last, output_dim))
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.to(x.dtype)(x)
        return x
