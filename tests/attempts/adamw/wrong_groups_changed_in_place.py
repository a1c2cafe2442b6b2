# kata: adamw
# fails: values
import torch


class AdamW:
    """Pops from the caller's dicts."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        entries = list(params)
        entries = entries if isinstance(entries[0], dict) else [{"params": entries}]
        base = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        self.gs = [(g.pop("params"), {**base, **g}) for g in entries]
        self.s = {}

    def zero_grad(self):
        for ps, _ in self.gs:
            for p in ps:
                p.grad = None

    @torch.no_grad()
    def step(self):
        for ps, g in self.gs:
            b1, b2 = g["betas"]
            for p in ps:
                if p.grad is None:
                    continue
                s = self.s.setdefault(p, [torch.zeros_like(p), torch.zeros_like(p), 0])
                s[2] += 1
                s[0].lerp_(p.grad, 1 - b1)
                s[1].lerp_(p.grad**2, 1 - b2)
                p.mul_(1 - g["lr"] * g["weight_decay"])
                p.sub_(
                    g["lr"]
                    * (s[0] / (1 - b1 ** s[2]))
                    / ((s[1] / (1 - b2 ** s[2])).sqrt() + g["eps"])
                )
