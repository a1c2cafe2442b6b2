# kata: swiglu
import torch
from torch import nn


class SwiGLU(nn.Module):
    """Matrices as (in, out) parameters."""

    def __init__(self, dim, hidden_dim):
        super().__init__()
        self.inner = nn.Parameter(torch.randn(2, dim, hidden_dim) / dim**0.5)
        self.outer = nn.Parameter(torch.randn(hidden_dim, dim) / hidden_dim**0.5)
        self.act = nn.SiLU()

    def forward(self, x):
        a, b = torch.einsum("...d,ndf->n...f", x, self.inner)
        return torch.matmul(self.act(a).mul(b), self.outer)
