# kata: softmax
# attack: asks for one tensor of 2**42 elements
# verdict: failed
# fails: shapes
import torch


def softmax(x, dim):
    return torch.ones(2**42)
