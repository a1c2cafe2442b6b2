# kata: nll_loss
# fails: gradients
import torch


def nll_loss(log_probs, targets):
    total = sum(log_probs[i, int(t)].item() for i, t in enumerate(targets))
    return torch.tensor(-total / len(targets), dtype=log_probs.dtype, device=log_probs.device)
