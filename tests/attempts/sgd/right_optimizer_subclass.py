# kata: sgd
import torch
from torch.optim import Optimizer


class SGD(Optimizer):
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        super().__init__(
            params,
            {"lr": lr, "momentum": momentum, "nesterov": nesterov, "weight_decay": weight_decay},
        )

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.one(
                        p,
                        p.grad,
                        self.state[p],
                        **{k: group[k] for k in ["lr", "momentum", "nesterov", "weight_decay"]},
                    )

    @staticmethod
    def one(p, grad, state, lr, momentum, nesterov, weight_decay):
        if weight_decay != 0:
            grad = grad + weight_decay * p
        if momentum != 0:
            if "momentum_buffer" not in state:
                state["momentum_buffer"] = grad.clone()
            else:
                state["momentum_buffer"].mul_(momentum).add_(grad)
            buf = state["momentum_buffer"]
            grad = grad.add(buf, alpha=momentum) if nesterov else buf
        p.add_(grad, alpha=-lr)
