# kata: softmax
import torch


def softmax(x, dim):
    """Largest entry by sort, sums by cumsum."""
    top = x.sort(dim, descending=True).values.narrow(dim, 0, 1).detach()
    e = torch.pow(torch.e, x - top)
    total = e.cumsum(dim).narrow(dim, x.shape[dim] - 1, 1)
    return torch.div(e, total)
