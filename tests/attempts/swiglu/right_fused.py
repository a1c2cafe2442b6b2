# kata: swiglu
import torch
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden_dim):
        super().__init__()
        self.up = nn.Linear(dim, 2 * hidden_dim, bias=False)
        self.down = nn.Linear(hidden_dim, dim, bias=False)

    def forward(self, x):
        value, gate = self.up(x).tensor_split(2, dim=-1)
        return self.down(value * gate * torch.sigmoid(gate))
