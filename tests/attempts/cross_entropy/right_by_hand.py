# kata: cross_entropy
import torch


def cross_entropy(logits, targets, weight=None):
    z = logits - logits.max(dim=1, keepdim=True).values
    log_z = torch.log(torch.exp(z).sum(dim=1))
    picked = torch.take_along_dim(z, targets.unsqueeze(1), 1).squeeze(1)
    losses = log_z - picked
    w = torch.ones_like(losses) if weight is None else torch.take(weight, targets)
    return torch.sum(w * losses).div(torch.sum(w))
