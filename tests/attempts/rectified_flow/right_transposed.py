# kata: rectified_flow
import torch


class RectifiedFlow(object):  # noqa: UP004
    def __init__(self, model, clip=None):
        self.model, self.clip = model, clip

    def loss(self, x1, x0, t):
        # The batch goes last, where (B,) broadcasts by itself.
        last1, last0 = x1.movedim(0, -1), x0.movedim(0, -1)
        x_t = ((1 - t) * last0 + t * last1).movedim(-1, 0)
        return (self.model(x_t, t) - x1 + x0).square().mean()

    def sample(self, x0, steps):
        x = x0
        was = torch.is_grad_enabled()
        torch.set_grad_enabled(False)
        try:
            for i in range(steps):
                x = x + (1 / steps) * self.model(
                    x, torch.full_like(x[(..., *[0] * (x.dim() - 1))], i / steps)
                )
        finally:
            torch.set_grad_enabled(was)
        return x
