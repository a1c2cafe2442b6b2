# kata: adagrad
# fails: static
import torch


class Adagrad:
    def __init__(self, params, lr=1e-2, eps=1e-10):
        self.inner = torch.optim.Adagrad(params, lr=lr, eps=eps)

    def zero_grad(self):
        self.inner.zero_grad()

    def step(self):
        self.inner.step()
