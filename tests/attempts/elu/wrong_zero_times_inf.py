# kata: elu
# fails: values
import torch


def elu(x, alpha=1.0):
    above = (x > 0).to(x.dtype)
    return above * x + (1 - above) * alpha * torch.expm1(x)
