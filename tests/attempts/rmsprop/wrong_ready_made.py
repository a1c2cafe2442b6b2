# kata: rmsprop
# fails: static
import torch


class RMSprop:
    def __init__(self, params, lr=1e-2, alpha=0.99, eps=1e-8):
        self.inner = torch.optim.RMSprop(params, lr=lr, alpha=alpha, eps=eps)

    def zero_grad(self):
        self.inner.zero_grad()

    def step(self):
        self.inner.step()
