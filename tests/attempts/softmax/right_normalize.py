# kata: softmax
import torch.nn.functional as F


def softmax(x, dim):
    peak = x.amax(dim, keepdim=True)
    return F.normalize((x - peak).exp(), p=1, dim=dim)
