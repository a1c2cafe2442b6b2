# kata: adamw
import torch


class AdamW:
    """Keeps state by id, zeroes gradients in place."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.defaults = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        entries = [e if isinstance(e, dict) else {"params": [e]} for e in params]
        self.param_groups = [{**self.defaults, **e} for e in entries]
        for g in self.param_groups:
            g["params"] = list(g["params"])
        self.state = {}

    def zero_grad(self):
        for g in self.param_groups:
            for p in g["params"]:
                if p.grad is not None:
                    p.grad.detach_()
                    p.grad.zero_()

    def step(self):
        with torch.no_grad():
            for g in self.param_groups:
                for p in g["params"]:
                    if p.grad is None:
                        continue
                    self.update(p, g)

    def update(self, p, g):
        b1, b2 = g["betas"]
        st = self.state.setdefault(
            id(p), {"t": 0, "m": torch.zeros_like(p), "v": torch.zeros_like(p)}
        )
        st["t"] += 1
        st["m"].lerp_(p.grad, 1 - b1)
        st["v"].lerp_(p.grad.square(), 1 - b2)
        mhat = st["m"] / (1 - b1 ** st["t"])
        vhat = st["v"] / (1 - b2 ** st["t"])
        p.copy_(p * (1 - g["lr"] * g["weight_decay"]) - g["lr"] * mhat / (vhat.sqrt() + g["eps"]))
