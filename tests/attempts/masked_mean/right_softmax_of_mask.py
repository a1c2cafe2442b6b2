# kata: masked_mean
import torch


def masked_mean(tokens, mask):
    scores = torch.zeros(mask.shape, dtype=tokens.dtype, device=tokens.device)
    weights = scores.masked_fill(~mask, float("-inf")).softmax(dim=-1)
    return torch.bmm(weights.unsqueeze(1), tokens).squeeze(1)
