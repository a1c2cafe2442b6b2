# kata: elu
# fails: gradients
import torch


def elu(x, alpha=1.0):
    with torch.no_grad():
        curve = alpha * torch.expm1(x.clamp(max=0))
    return torch.where(x > 0, x, curve)
