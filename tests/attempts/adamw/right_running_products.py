# kata: adamw
from collections import defaultdict

import torch


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.01):
        given = [*params]
        if isinstance(given[0], torch.Tensor):
            given = [{"params": given}]
        self.groups = []
        for group in given:
            chosen = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
            chosen.update(group)
            chosen["params"] = list(chosen["params"])
            self.groups.append(chosen)
        self.memory = defaultdict(lambda: [0.0, 0.0, 1.0, 1.0])

    def zero_grad(self):
        for group in self.groups:
            for param in group["params"]:
                del param.grad

    def step(self):
        with torch.no_grad():
            for group in self.groups:
                for param in filter(lambda p: p.grad is not None, group["params"]):
                    param += self.move(param, **group)

    def move(self, param, params, lr, betas, eps, weight_decay):
        m, v, left1, left2 = self.memory[id(param)]
        m = betas[0] * m + (1 - betas[0]) * param.grad
        v = betas[1] * v + (1 - betas[1]) * param.grad.pow(2)
        left1, left2 = left1 * betas[0], left2 * betas[1]
        self.memory[id(param)] = [m, v, left1, left2]
        m_hat, v_hat = m / (1 - left1), v / (1 - left2)
        return -lr * (m_hat / (v_hat**0.5 + eps) + weight_decay * param)
