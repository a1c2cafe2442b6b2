# kata: gelu_tanh
import math

import torch

C = math.sqrt(2 / math.pi)
A = 0.044715


class G(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        t = torch.tanh(C * (x + A * x**3))
        ctx.save_for_backward(x, t)
        return 0.5 * x * (1 + t)

    @staticmethod
    def backward(ctx, g):
        x, t = ctx.saved_tensors
        inner = C * (1 + 3 * A * x * x)
        return g * (0.5 * (1 + t) + 0.5 * x * (1 - t * t) * inner)


gelu_tanh = G.apply
