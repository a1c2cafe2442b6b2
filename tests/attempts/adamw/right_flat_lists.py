# kata: adamw
import torch


class AdamW:
    """One record a parameter; gradients are zeroed rather than dropped."""

    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.slots = []
        for entry in params:
            group = entry if isinstance(entry, dict) else {"params": [entry]}
            for p in group["params"]:
                slot = {
                    "p": p,
                    "lr": group.get("lr", lr),
                    "betas": group.get("betas", betas),
                    "eps": group.get("eps", eps),
                    "wd": group.get("weight_decay", weight_decay),
                    "n": 0,
                    "m": torch.zeros_like(p, requires_grad=False),
                    "v": torch.zeros_like(p, requires_grad=False),
                }
                self.slots.append(slot)

    def zero_grad(self, set_to_none=False):
        for slot in self.slots:
            if slot["p"].grad is not None:
                slot["p"].grad.zero_()

    def step(self):
        for slot in self.slots:
            p, lr = slot["p"], slot["lr"]
            if p.grad is None:
                continue
            g = p.grad.detach()
            slot["n"] += 1
            (b1, b2), n = slot["betas"], slot["n"]
            slot["m"] = slot["m"] * b1 + g * (1.0 - b1)
            slot["v"] = slot["v"] * b2 + g.square() * (1.0 - b2)
            root = torch.sqrt(slot["v"] / (1.0 - b2**n)) + slot["eps"]
            p.data = p.data - lr * slot["wd"] * p.data - lr * (slot["m"] / (1.0 - b1**n)) / root
