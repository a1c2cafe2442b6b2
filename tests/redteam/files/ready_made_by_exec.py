# kata: softmax
# attack: calls the ready-made: runs text that calls it
# verdict: failed
# fails: static
import torch


def softmax(x, dim):
    return eval("torch.soft" + "max(x, dim)")
