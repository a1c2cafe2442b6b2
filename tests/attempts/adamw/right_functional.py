# kata: adamw
import torch


def init(p):
    return {"m": torch.zeros_like(p), "v": torch.zeros_like(p), "t": 0}


def update(p, g, s, lr, betas, eps, weight_decay):
    b1, b2 = betas
    t = s["t"] + 1
    m = b1 * s["m"] + (1 - b1) * g
    v = b2 * s["v"] + (1 - b2) * g.square()
    u = (m / (1 - b1**t)) / ((v / (1 - b2**t)).sqrt() + eps) + weight_decay * p
    return p - lr * u, {"m": m, "v": v, "t": t}


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        self.slots = []
        for entry in params:
            entry = entry if isinstance(entry, dict) else {"params": (entry,)}
            hyper = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
            hyper.update((k, v) for k, v in entry.items() if k in hyper)
            self.slots += [[p, init(p.detach()), hyper] for p in entry["params"]]

    def zero_grad(self):
        for slot in self.slots:
            slot[0].grad = None

    def step(self):
        for slot in self.slots:
            p, s, hyper = slot
            if p.grad is not None:
                new, slot[1] = update(p.detach(), p.grad.detach(), s, **hyper)
                p.data.copy_(new)
