# kata: simple_net
import torch
from torch import nn


class SimpleNet(nn.Module):
    """Two matrices laid out (in, out), second layer registered first."""

    def __init__(self, input_dim, hidden_dim, output_dim):
        super().__init__()
        self.b2 = nn.Parameter(torch.zeros(output_dim))
        self.w2 = nn.Parameter(torch.randn(hidden_dim, output_dim) / hidden_dim**0.5)
        self.b1 = nn.Parameter(torch.zeros(1, hidden_dim))
        self.w1 = nn.Parameter(torch.randn(input_dim, hidden_dim) / input_dim**0.5)

    def forward(self, batch):
        h = torch.einsum("bi,ih->bh", batch, self.w1) + self.b1
        h = h * (h > 0)
        return torch.addmm(self.b2, h, self.w2)
