# kata: rectified_flow
# fails: values
import torch


class RectifiedFlow:
    def __init__(self, model):
        self.model = model

    def loss(self, x1, x0, t):
        s = t.view(-1, *[1] * (x1.dim() - 1))
        x_t = (1 - s) * x0 + s * x1
        v = self.model(x_t, t)
        return ((v - (x1 - x0)) ** 2).mean()

    @torch.no_grad()
    def sample(self, x0, steps):
        x = x0
        if hasattr(self.model, "eval"):
            self.model.eval()
        for i in range(steps):
            t = torch.full((x.shape[0],), i / steps, dtype=x.dtype, device=x.device)
            x = x + self.model(x, t) / steps
        return x
