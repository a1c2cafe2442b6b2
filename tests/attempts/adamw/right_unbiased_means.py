# kata: adamw
import torch


class AdamW:
    """Means that are unbiased at every step: their weights are corrected instead."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        first = list(params)
        groups = first if isinstance(first[0], dict) else [{"params": first}]
        base = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        self.groups = [dict(base, **g) for g in groups]
        self.mean, self.square, self.count = {}, {}, {}

    def zero_grad(self):
        [setattr(p, "grad", None) for g in self.groups for p in g["params"]]

    def step(self):
        for g in self.groups:
            for p in g["params"]:
                if p.grad is None:
                    continue
                t = self.count[p] = self.count.get(p, 0) + 1
                grad = p.grad.clone()
                for table, value, beta in (
                    (self.mean, grad, g["betas"][0]),
                    (self.square, grad * grad, g["betas"][1]),
                ):
                    share = (1 - beta) / (1 - beta**t)
                    old = table.get(p, torch.zeros_like(value))
                    table[p] = old + share * (value - old)
                move = self.mean[p] / (self.square[p].sqrt() + g["eps"])
                with torch.no_grad():
                    p.add_(p, alpha=-g["lr"] * g["weight_decay"])
                    p.add_(move, alpha=-g["lr"])
