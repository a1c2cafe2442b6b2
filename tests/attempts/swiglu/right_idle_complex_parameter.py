# kata: swiglu
import torch
import torch.nn.functional as F
from torch import nn


class SwiGLU(nn.Module):
    """A complex parameter that nothing uses is no mistake."""

    def __init__(self, dim, hidden_dim):
        super().__init__()
        self.phase = nn.Parameter(torch.zeros(2, dtype=torch.complex64))
        self.gate = nn.Linear(dim, hidden_dim, bias=False)
        self.up = nn.Linear(dim, hidden_dim, bias=False)
        self.down = nn.Linear(hidden_dim, dim, bias=False)

    def forward(self, x):
        return self.down(F.silu(self.gate(x)) * self.up(x))
