# kata: elu
# fails: values
import torch


def elu(x, alpha=1.0):
    return torch.where(x > 0, x, torch.expm1(x.clamp(max=0)))
