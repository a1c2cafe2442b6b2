# kata: gelu_tanh
# fails: values
import numpy as np
import torch

C = np.float32(np.sqrt(2 / np.pi))


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(float(C) * (x + 0.044715 * x**3)))
