# kata: bce_with_logits
# fails: values
import torch


def bce_with_logits(logits, targets):
    return (torch.log1p(torch.exp(logits)) - targets * logits).mean()
