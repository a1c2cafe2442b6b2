# kata: softmax
# attack: calls the ready-made: calls the operator itself
# verdict: failed
# fails: static
import torch


def softmax(x, dim):
    return getattr(torch.ops.aten, "_soft" + "max")(x, dim, False)
