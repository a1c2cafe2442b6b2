# kata: elu
# fails: static
import torch.nn.functional as F


def elu(x, alpha=1.0):
    return F.elu(x, alpha)
