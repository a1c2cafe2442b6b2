# kata: softmax
# fails: static
import torch.nn.functional as F


def softmax(x, dim):
    return F.softmax(x, dim=dim)
