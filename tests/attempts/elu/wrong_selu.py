# kata: elu
# fails: values
import torch


def elu(x, alpha=1.0):
    return 1.0507009873554805 * torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0)))
