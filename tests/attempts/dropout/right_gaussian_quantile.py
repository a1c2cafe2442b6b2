# kata: dropout
import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        if self.training:
            below = torch.special.ndtr(torch.randn_like(x)) < self.p
            x = torch.where(below, torch.zeros_like(x), x / (1 - self.p))
        return x
