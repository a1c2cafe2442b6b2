# kata: swiglu
# fails: side effects
import torch.nn.functional as F
from torch import nn


class SwiGLU(nn.Module):
    def __init__(self, dim, hidden_dim):
        super().__init__()
        self.w1 = nn.Linear(dim, hidden_dim, bias=False)
        self.w2 = nn.Linear(hidden_dim, dim, bias=False)
        self.w3 = nn.Linear(dim, hidden_dim, bias=False)

    def forward(self, x):
        x.mul_(1.0).add_(0.5).sub_(0.25)
        return self.w2(F.silu(self.w1(x)) * self.w3(x))
