# kata: silu
import torch.nn.functional as F


def silu(x):
    return x * F.logsigmoid(x).exp()
