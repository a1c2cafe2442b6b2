# kata: bce_with_logits
# fails: values
import torch.nn.functional as F


def bce_with_logits(logits, targets):
    losses = F.softplus(logits) - targets * logits
    return losses.reshape(losses.shape[0], -1).sum(1).mean()
