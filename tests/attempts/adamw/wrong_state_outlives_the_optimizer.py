# kata: adamw
# fails: side effects
import torch

STATE = {}


class AdamW:
    """State outlives the optimizer."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        entries = list(params)
        entries = entries if isinstance(entries[0], dict) else [{"params": entries}]
        self.gs = [
            {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay, **g}
            for g in entries
        ]

    def zero_grad(self):
        for g in self.gs:
            for p in g["params"]:
                p.grad = None

    @torch.no_grad()
    def step(self):
        for i, g in enumerate(self.gs):
            b1, b2 = g["betas"]
            for j, p in enumerate(g["params"]):
                if p.grad is None:
                    continue
                s = STATE.setdefault((i, j, p.shape), [torch.zeros_like(p), torch.zeros_like(p), 0])
                s[2] += 1
                s[0].lerp_(p.grad, 1 - b1)
                s[1].lerp_(p.grad**2, 1 - b2)
                p.mul_(1 - g["lr"] * g["weight_decay"])
                p.sub_(
                    g["lr"]
                    * (s[0] / (1 - b1 ** s[2]))
                    / ((s[1] / (1 - b2 ** s[2])).sqrt() + g["eps"])
                )
