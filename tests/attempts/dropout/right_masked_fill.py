# kata: dropout
import torch
from torch import nn


class Dropout(nn.Module):
    """The layer's own rate is a buffer; numbers are drawn flat."""

    def __init__(self, p=0.5):
        super().__init__()
        self.register_buffer("rate", torch.tensor(p), persistent=False)

    def forward(self, inputs):
        if not self.training or self.rate == 0:
            return inputs
        rate = float(self.rate)
        drawn = torch.rand(inputs.numel(), device=inputs.device).view(inputs.shape)
        return inputs.masked_fill(drawn < rate, 0) * (1 / (1 - rate))
