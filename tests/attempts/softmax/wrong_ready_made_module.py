# kata: softmax
# fails: static
from torch.nn import Softmax as S


def softmax(x, dim):
    return S(dim)(x)
