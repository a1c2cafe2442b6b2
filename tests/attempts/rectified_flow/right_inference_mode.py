# kata: rectified_flow
import torch


class RectifiedFlow:
    def __init__(self, model):
        self.v = model

    def interpolate(self, x1, x0, t):
        flat = torch.einsum("b,bn->bn", t, x1.flatten(1)) if x1.dim() > 1 else t * x1
        rest = torch.einsum("b,bn->bn", 1 - t, x0.flatten(1)) if x0.dim() > 1 else (1 - t) * x0
        return (flat + rest).reshape(x1.shape)

    def loss(self, x1, x0, t):
        v = self.v(self.interpolate(x1, x0, t), t)
        return torch.mean(torch.pow(x1 - x0 - v, 2))

    @torch.inference_mode()
    def sample(self, x0, steps):
        x, t = x0, x0.new_zeros(x0.shape[0])
        for _ in range(steps):
            x = x + self.v(x, t) / steps
            t = t + 1 / steps
        return x
