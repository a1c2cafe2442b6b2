# kata: adagrad
# fails: values
import torch


class Adagrad:
    def __init__(self, params, lr=1e-2, eps=1e-10):
        params = list(params)
        if not isinstance(params[0], dict):
            params = [{"params": params}]
        defaults = {"lr": lr, "eps": eps}
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
                if p.grad is None:
                    continue
                st = self.state.setdefault(p, {"sum": torch.zeros_like(p)})
                st["sum"].addcmul_(p.grad, p.grad)
                p.addcdiv_(p.grad, st["sum"].sqrt().clamp(min=1e-30), value=-g["lr"])
