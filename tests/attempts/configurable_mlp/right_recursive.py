# kata: configurable_mlp
from torch import nn


class Hidden(nn.Module):
    """One hidden layer and whatever follows it."""

    def __init__(self, rest, enters, leaves, rate):
        super().__init__()
        self.rest = rest
        self.drop = nn.Dropout(rate)
        self.bn = nn.BatchNorm1d(leaves)
        self.fc = nn.Linear(enters, leaves)

    def forward(self, x):
        return self.rest(self.drop(self.bn(self.fc(x)).clamp(min=0)))


class ConfigurableMLP(nn.Module):
    def __init__(self, input_dim, hidden_dims, output_dim, dropout=0.2):
        super().__init__()
        widths = [input_dim, *hidden_dims]
        net = nn.Linear(widths[-1], output_dim)
        for i in range(len(hidden_dims), 0, -1):
            net = Hidden(net, widths[i - 1], widths[i], dropout)
        self.net = net

    def forward(self, x):
        return self.net(x)
