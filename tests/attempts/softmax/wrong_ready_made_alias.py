# kata: softmax
# fails: static
import torch

lse = torch.logsumexp


def softmax(x, dim):
    return torch.exp(x - lse(x, dim, keepdim=True))
