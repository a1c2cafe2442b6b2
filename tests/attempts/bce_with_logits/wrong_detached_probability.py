# kata: bce_with_logits
# fails: gradients
import torch


def bce_with_logits(logits, targets):
    top = logits.clamp(min=0).detach()
    return (
        top + torch.log(torch.exp(-top) + torch.exp(logits.detach() - top)) - targets * logits
    ).mean()
