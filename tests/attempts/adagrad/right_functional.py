# kata: adagrad
import torch


def update(p, g, s, lr, eps):
    s = g.pow(2) if s is None else s + g.pow(2)
    return p - g * (lr / (s.sqrt() + eps)), s


class Adagrad:
    def __init__(self, params, lr=1e-2, eps=1e-10):
        self.slots = []
        for entry in params:
            entry = entry if isinstance(entry, dict) else {"params": (entry,)}
            hyper = {"lr": lr, "eps": eps}
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
