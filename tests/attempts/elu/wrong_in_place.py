# kata: elu
# fails: side effects
import torch


def elu(x, alpha=1.0):
    above = x.clamp(min=0)
    x.clamp_(max=0)
    return above + alpha * torch.expm1(x)
