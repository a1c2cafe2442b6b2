# kata: rmsprop
import torch
from torch.optim import Optimizer


class RMSprop(Optimizer):
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8):
        super().__init__(params, {"lr": lr, "alpha": alpha, "eps": eps})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.one(
                        p, p.grad, self.state[p], **{k: group[k] for k in ["lr", "alpha", "eps"]}
                    )

    @staticmethod
    def one(p, grad, state, lr, alpha, eps):
        if "square_avg" not in state:
            state["square_avg"] = (1 - alpha) * grad.square()
        else:
            state["square_avg"].lerp_(grad.square(), 1 - alpha)
        p.addcdiv_(grad, state["square_avg"].sqrt().add_(eps), value=-lr)
