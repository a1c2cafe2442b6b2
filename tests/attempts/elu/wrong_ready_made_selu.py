# kata: elu
# fails: static
import torch

SCALE, ALPHA = 1.0507009873554805, 1.6732632423543772


def elu(x, alpha=1.0):
    below = torch.selu(x.clamp(max=0)) / (SCALE * ALPHA)
    return x.clamp(min=0) + alpha * below
