# kata: gelu_tanh
# fails: values
import torch


def gelu_tanh(x):
    return 0.5 * x * (1 + torch.tanh(0.7978846 * (x + 0.044715 * x**3)))
