# kata: adam
import torch


def update(p, g, s, lr, betas, eps):
    b1, b2 = betas
    t, m, v = (0, 0.0, 0.0) if s is None else s
    t, m, v = t + 1, b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g.square()
    step = (m / (1 - b1**t)) / (torch.sqrt(v / (1 - b2**t)) + eps)
    return p - lr * step, (t, m, v)


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        self.slots = []
        for entry in params:
            entry = entry if isinstance(entry, dict) else {"params": (entry,)}
            hyper = {"lr": lr, "betas": betas, "eps": eps}
            hyper.update((k, v) for k, v in entry.items() if k in hyper)
            self.slots += [[p, None, hyper] for p in entry["params"]]

    def zero_grad(self):
        for slot in self.slots:
            if slot[0].grad is not None:
                slot[0].grad = torch.zeros_like(slot[0].grad)

    def step(self):
        for slot in self.slots:
            p, state, hyper = slot
            if p.grad is not None:
                new, slot[1] = update(p.detach(), p.grad.detach(), state, **hyper)
                p.data.copy_(new)
