# kata: rmsprop
# fails: values
import torch


class RMSprop:
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8):
        params = list(params)
        if not isinstance(params[0], dict):
            params = [{"params": params}]
        defaults = {"lr": lr, "alpha": alpha, "eps": eps}
        self.param_groups = [{**defaults, **g, "params": list(g["params"])} for g in params]
        self.state = {}

    def zero_grad(self):
        for g in self.param_groups:
            for p in g["params"]:
                p.grad = None

    @torch.no_grad()
    def step(self):
        for g in self.param_groups:
            for p in g["params"]:
                if p.grad is None or not p.grad.any():
                    continue
                st = self.state.setdefault(p, {"v": torch.zeros_like(p)})
                v = st["v"].mul_(g["alpha"]).addcmul_(p.grad, p.grad, value=1 - g["alpha"])
                p.addcdiv_(p.grad, v.sqrt().add_(g["eps"]), value=-g["lr"])
