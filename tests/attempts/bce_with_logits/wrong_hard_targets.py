# kata: bce_with_logits
# fails: values
import torch
import torch.nn.functional as F


def bce_with_logits(logits, targets):
    signed = torch.where(targets > 0.5, logits, -logits)
    return -F.logsigmoid(signed).mean()
