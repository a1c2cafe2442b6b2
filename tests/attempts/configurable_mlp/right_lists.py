# kata: configurable_mlp
import torch.nn.functional as F
from torch import nn


class ConfigurableMLP(nn.Module):
    def __init__(self, input_dim, hidden_dims, output_dim, dropout=0.2):
        super().__init__()
        widths = [input_dim, *hidden_dims, output_dim]
        self.p = dropout
        self.linears = nn.ModuleList(map(nn.Linear, widths[:-1], widths[1:]))
        self.norms = nn.ModuleList(map(nn.BatchNorm1d, hidden_dims))

    def forward(self, x):
        *hidden, head = self.linears
        for linear, norm in zip(hidden, self.norms, strict=True):
            x = F.dropout(F.relu(norm(linear(x))), self.p, self.training)
        return head(x)
