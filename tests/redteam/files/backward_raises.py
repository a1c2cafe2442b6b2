# kata: double
# attack: a backward of its own that raises
# verdict: failed
# fails: gradients
import torch


class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return 2 * x

    @staticmethod
    def backward(ctx, grad):
        raise RuntimeError("[bold]not[/bold] now")


def double(x):
    return Twice.apply(x)
