# kata: bce_with_logits
# fails: values
import torch


def bce_with_logits(logits, targets):
    p = torch.sigmoid(logits)
    return -(targets * p.log() + (1 - targets) * (1 - p).log()).mean()
