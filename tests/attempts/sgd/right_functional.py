# kata: sgd
import torch


def update(p, g, s, lr, momentum, nesterov, weight_decay):
    g = g + weight_decay * p
    v = g.clone() if s is None else momentum * s + g
    return p - lr * (g + momentum * v if nesterov else v), v


class SGD:
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        self.slots = []
        for entry in params:
            entry = entry if isinstance(entry, dict) else {"params": (entry,)}
            hyper = {
                "lr": lr,
                "momentum": momentum,
                "nesterov": nesterov,
                "weight_decay": weight_decay,
            }
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
