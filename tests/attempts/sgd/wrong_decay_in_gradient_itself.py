# kata: sgd
# fails: values
import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        params = list(params)
        if not isinstance(params[0], dict):
            params = [{"params": params}]
        defaults = {
            "lr": lr,
            "momentum": momentum,
            "nesterov": nesterov,
            "weight_decay": weight_decay,
        }
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
                st = self.state.setdefault(p, {"buf": torch.zeros_like(p)})
                d = p.grad.add_(p, alpha=g["weight_decay"])
                buf = st["buf"].mul_(g["momentum"]).add_(d)
                p.sub_(g["lr"] * (d + g["momentum"] * buf if g["nesterov"] else buf))
