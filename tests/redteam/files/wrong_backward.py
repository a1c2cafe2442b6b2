# kata: softmax
# attack: right values, and a backward of its own that is wrong
# verdict: failed
# fails: gradients
import torch


class Softmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, dim):
        e = (x - x.amax(dim, keepdim=True)).exp()
        y = e / e.sum(dim, keepdim=True)
        ctx.save_for_backward(y)
        return y

    @staticmethod
    def backward(ctx, grad):
        (y,) = ctx.saved_tensors
        return y * grad, None


def softmax(x, dim):
    return Softmax.apply(x, dim)
