# kata: configurable_mlp
import torch
from torch import nn


class Layer(nn.Module):
    def __init__(self, enters, leaves, dropout):
        super().__init__()
        self.w = nn.Parameter(torch.randn(enters, leaves) / enters**0.5)
        self.b = nn.Parameter(torch.zeros(leaves))
        self.scale = nn.Parameter(torch.ones(leaves))
        self.shift = nn.Parameter(torch.zeros(leaves))
        self.register_buffer("mean", torch.zeros(leaves))
        self.register_buffer("var", torch.ones(leaves))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x):
        x = x @ self.w + self.b
        mean, var = self.mean, self.var
        if self.training:
            mean, var = x.mean(0), x.var(0, unbiased=False)
            with torch.no_grad():
                self.mean = 0.9 * self.mean + 0.1 * mean
                self.var = 0.9 * self.var + 0.1 * x.var(0)
        x = (x - mean) / (var + 1e-5).sqrt() * self.scale + self.shift
        return self.dropout(torch.relu(x))


class ConfigurableMLP(nn.Module):
    def __init__(self, input_dim, hidden_dims, output_dim, dropout=0.2):
        super().__init__()
        ends = [input_dim, *hidden_dims]
        self.body = nn.Sequential(*map(lambda a, b: Layer(a, b, dropout), ends, hidden_dims))
        self.head = nn.Linear(ends[-1], output_dim)

    def forward(self, x):
        return self.head(self.body(x))
