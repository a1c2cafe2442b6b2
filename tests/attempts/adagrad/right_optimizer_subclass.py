# kata: adagrad
import torch
from torch.optim import Optimizer


class Adagrad(Optimizer):
    def __init__(self, params, lr=1e-2, eps=1e-10):
        super().__init__(params, {"lr": lr, "eps": eps})

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.one(p, p.grad, self.state[p], **{k: group[k] for k in ["lr", "eps"]})

    @staticmethod
    def one(p, grad, state, lr, eps):
        state["sum"] = state.get("sum", 0) + grad * grad
        p -= lr * grad / (state["sum"] ** 0.5 + eps)
