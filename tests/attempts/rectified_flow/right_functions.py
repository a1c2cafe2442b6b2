# kata: rectified_flow
from dataclasses import dataclass

import torch


@dataclass
class RectifiedFlow:
    model: object

    def loss(self, x1, x0, t):
        direction = x1 - x0
        ones = (1,) * (direction.ndim - 1)
        point = x0 + t.reshape(t.shape[0], *ones) * direction
        error = self.model(point, t) - direction
        return (error * error).sum() / error.numel()

    def sample(self, x0, steps=10):
        x = x0.detach()
        for t in torch.linspace(0, 1, steps + 1, dtype=x.dtype, device=x.device)[:-1]:
            x = x + self.model(x, t.expand(x.shape[0])).detach() * (1 / steps)
        return x
