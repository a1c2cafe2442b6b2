# kata: cross_entropy
import torch


class CE(torch.autograd.Function):
    @staticmethod
    def forward(ctx, logits, targets, w):
        lse = torch.logsumexp(logits, 1)
        w = w / w.sum()
        ctx.save_for_backward(logits, targets, lse, w)
        return ((lse - logits.gather(1, targets.view(-1, 1)).view(-1)) * w).sum()

    @staticmethod
    def backward(ctx, g):
        logits, targets, lse, w = ctx.saved_tensors
        p = (logits - lse[:, None]).exp()
        p[torch.arange(len(targets), device=p.device), targets] -= 1
        return g * p * w[:, None], None, None


def cross_entropy(logits, targets, weight=None):
    w = torch.ones_like(logits[:, 0]) if weight is None else weight.index_select(0, targets)
    return CE.apply(logits, targets, w.detach())
