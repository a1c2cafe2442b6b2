# kata: swiglu
import torch
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden_dim):
        super().__init__()
        self.gate = nn.Sequential(nn.Linear(dim, hidden_dim, False), nn.SiLU())
        self.value = nn.Linear(dim, hidden_dim, False)
        self.out = nn.Linear(hidden_dim, dim, False)

    def forward(self, tokens):
        return self.out(torch.mul(self.value(tokens), self.gate(tokens)))
