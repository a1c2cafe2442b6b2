# kata: bce_with_logits
import torch.nn.functional as F


def bce_with_logits(logits, targets):
    yes, no = F.logsigmoid(logits), F.logsigmoid(-logits)
    return -(targets * yes + (1 - targets) * no).mean()
