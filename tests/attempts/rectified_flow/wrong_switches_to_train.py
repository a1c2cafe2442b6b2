# kata: rectified_flow
# fails: values
import torch
from torch import nn


class RectifiedFlow(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def loss(self, x1, x0, t):
        self.train()
        s = t.view(-1, *[1] * (x1.dim() - 1))
        return (self.model((1 - s) * x0 + s * x1, t) - (x1 - x0)).square().mean()

    @torch.no_grad()
    def sample(self, x0, steps):
        x = x0
        for i in range(steps):
            x = x + self.model(x, x.new_full((len(x),), i / steps)) / steps
        return x
