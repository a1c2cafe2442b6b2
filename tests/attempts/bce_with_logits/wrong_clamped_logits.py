# kata: bce_with_logits
# fails: values
import torch.nn.functional as F


def bce_with_logits(logits, targets):
    logits = logits.clamp(-50, 50)
    return (F.softplus(logits) - targets * logits).mean()
