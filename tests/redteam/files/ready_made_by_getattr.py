# kata: softmax
# attack: calls the ready-made: finds it by a name put together
# verdict: failed
# fails: static
import torch.nn.functional as F


def softmax(x, dim):
    return getattr(F, "soft" + "max")(x, dim)
