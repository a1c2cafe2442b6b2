# kata: gelu_tanh
from math import pi

from torch import Tensor


def gelu_tanh(x: Tensor) -> Tensor:
    c = (2.0 / pi) ** 0.5
    inner = c * x * (1.0 + 0.044715 * x * x)
    return x * (inner.tanh() + 1.0) * 0.5
