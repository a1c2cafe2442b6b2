# kata: rectified_flow
import torch


class RectifiedFlow:
    def __init__(self, model):
        self.net = model

    def path(self, x0, steps):
        x = x0.detach()
        yield x
        for i in range(steps):
            with torch.no_grad():
                x = x + self.net(x, torch.full_like(x.reshape(len(x), -1)[:, 0], i / steps)) / steps
            yield x

    def loss(self, x1, x0, t):
        t = t.float()
        s = t.reshape(-1, *[1 for _ in x1.shape[1:]]).expand_as(x1).to(x1.dtype)
        return (self.net(s * x1 + (1 - s) * x0, t.to(x1.dtype)) - x1 + x0).pow(2).mean()

    def sample(self, x0, steps):
        *_, last = self.path(x0, steps)
        return last
