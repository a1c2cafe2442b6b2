# kata: gelu_tanh
import numpy as np
import torch


def gelu_tanh(x):
    root = torch.sqrt(torch.tensor(2.0 / np.pi, dtype=x.dtype, device=x.device))
    cube = x * x.square()
    gate = 0.5 + 0.5 * torch.tanh(root * torch.add(x, cube, alpha=0.044715))
    return torch.mul(x, gate)
