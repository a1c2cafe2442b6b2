# kata: softmax
# attack: calls the ready-made with function modes off
# verdict: failed
# fails: static
import torch
import torch.nn.functional as F


def softmax(x, dim):
    with torch._C.DisableTorchFunction():
        return getattr(F, "soft" + "max")(x, dim)
