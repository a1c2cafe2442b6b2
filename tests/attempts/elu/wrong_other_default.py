# kata: elu
# fails: builds
import torch


def elu(x, alpha=1.6732632423543772):
    return torch.where(x > 0, x, alpha * torch.expm1(x.clamp(max=0)))
