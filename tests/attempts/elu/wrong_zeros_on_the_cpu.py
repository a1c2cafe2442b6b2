# kata: elu
# fails: device and dtype
import torch


def elu(x, alpha=1.0):
    zeros = torch.zeros(x.shape, dtype=x.dtype)
    return torch.maximum(x, zeros) + alpha * torch.expm1(torch.minimum(x, zeros))
