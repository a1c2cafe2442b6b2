# kata: adamw
# fails: values
import torch


class AdamW:
    """State by the shape of the parameter."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        entries = list(params)
        entries = entries if isinstance(entries[0], dict) else [{"params": entries}]
        self.gs = [
            {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, **g}
            for g in entries
        ]
        self.s = {}

    def zero_grad(self):
        for g in self.gs:
            for p in g["params"]:
                p.grad = None

    @torch.no_grad()
    def step(self):
        for g in self.gs:
            b1, b2 = g["betas"]
            for p in g["params"]:
                if p.grad is None:
                    continue
                s = self.s.setdefault(p.shape, {}).setdefault(
                    "s", [torch.zeros_like(p), torch.zeros_like(p), {}]
                )
                t = s[2][p] = s[2].get(p, 0) + 1
                s[0].lerp_(p.grad, 1 - b1)
                s[1].lerp_(p.grad**2, 1 - b2)
                p.mul_(1 - g["lr"] * g["weight_decay"])
                p.sub_(g["lr"] * (s[0] / (1 - b1**t)) / ((s[1] / (1 - b2**t)).sqrt() + g["eps"]))
