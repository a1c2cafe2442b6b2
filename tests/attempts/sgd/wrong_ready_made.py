# kata: sgd
# fails: static
import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, nesterov=False, weight_decay=0.0):
        self.inner = torch.optim.SGD(
            params, lr=lr, momentum=momentum, nesterov=nesterov, weight_decay=weight_decay
        )

    def zero_grad(self):
        self.inner.zero_grad()

    def step(self):
        self.inner.step()
