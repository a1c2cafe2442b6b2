# kata: rectified_flow
import torch


def _go(model, x, i, steps):
    if i == steps:
        return x
    t = x.new_ones(len(x)) * (i / steps)
    return _go(model, x + model(x, t) * (1 / steps), i + 1, steps)


class RectifiedFlow:
    def __init__(self, model, sigma_min=0.0):
        self.model, self.sigma_min = model, sigma_min

    def loss(self, x1, x0, t):
        t_ = t[(...,) + (None,) * (x1.ndim - 1)]
        psi = torch.addcmul(x0, t_, x1 - x0)
        return torch.nn.MSELoss()(self.model(psi, t), x1 - x0)

    def sample(self, x0, steps):
        enabled = torch.is_grad_enabled()
        torch.set_grad_enabled(False)
        try:
            return _go(self.model, x0.detach(), 0, steps)
        finally:
            torch.set_grad_enabled(enabled)
