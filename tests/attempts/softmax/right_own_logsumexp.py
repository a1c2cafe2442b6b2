# kata: softmax
import torch as t


class ops:
    @staticmethod
    def logsumexp(x, dim):
        m = x.amax(dim, keepdim=True)
        return m + (x - m).exp().sum(dim, keepdim=True).log()


def softmax(x: t.Tensor, dim: int) -> t.Tensor:
    """Not torch.softmax, F.softmax or x.softmax(dim)."""
    return (x - ops.logsumexp(x, dim)).exp()
