# kata: rectified_flow
# fails: values
import torch


class RectifiedFlow:
    def __init__(self, model):
        self.model = model

    def loss(self, x1, x0, t):
        s = t.view(-1, *[1] * (x1.dim() - 1))
        return (self.model((1 - s) * x0 + s * x1, t) - (x1 - x0)).square().mean()

    @torch.no_grad()
    def sample(self, x0, steps):
        x, t = x0, torch.linspace(0, 1, steps, device=x0.device, dtype=x0.dtype)
        for i in range(steps):
            x = x + self.model(x, t[i].expand(len(x))) / steps
        return x
