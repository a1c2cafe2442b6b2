# kata: gelu_tanh
# fails: values
import torch


def gelu_tanh(x):
    return x * torch.sigmoid(1.702 * x)
