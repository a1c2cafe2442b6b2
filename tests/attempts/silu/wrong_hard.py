# kata: silu
# fails: values
import torch.nn.functional as F


def silu(x):
    return F.hardswish(x)
