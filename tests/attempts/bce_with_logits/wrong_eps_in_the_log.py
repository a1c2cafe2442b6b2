# kata: bce_with_logits
# fails: values
import torch


def bce_with_logits(logits, targets):
    p = torch.sigmoid(logits)
    return -(targets * (p + 1e-7).log() + (1 - targets) * (1 - p + 1e-7).log()).mean()
