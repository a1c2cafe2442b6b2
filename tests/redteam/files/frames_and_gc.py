# kata: softmax
# attack: searches frames and the garbage collector for the expected values
# verdict: failed
# fails: values
import gc
import sys

import torch


def softmax(x, dim):
    frame = sys._getframe()
    while frame is not None:
        for name, value in frame.f_locals.items():
            if name in ("expected", "reference", "right") and isinstance(value, torch.Tensor):
                return value
        frame = frame.f_back
    for found in gc.get_objects():
        if type(found) is torch.Tensor and found.shape == x.shape and found is not x:
            if torch.allclose(found.sum(dim), torch.ones((), dtype=found.dtype)):
                return found
    return x * 0
