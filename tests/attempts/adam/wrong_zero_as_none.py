# kata: adam
# fails: values
import torch


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        params = list(params)
        if not isinstance(params[0], dict):
            params = [{"params": params}]
        defaults = {"lr": lr, "betas": betas, "eps": eps}
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
                st = self.state.setdefault(
                    p, {"t": 0, "m": torch.zeros_like(p), "v": torch.zeros_like(p)}
                )
                b1, b2 = g["betas"]
                st["t"] += 1
                st["m"].mul_(b1).add_(p.grad, alpha=1 - b1)
                st["v"].mul_(b2).addcmul_(p.grad, p.grad, value=1 - b2)
                m = st["m"] / (1 - b1 ** st["t"])
                v = st["v"] / (1 - b2 ** st["t"])
                p.sub_(g["lr"] * m / (v.sqrt() + g["eps"]))
