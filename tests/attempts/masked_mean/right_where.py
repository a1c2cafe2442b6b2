# kata: masked_mean
import torch


def masked_mean(tokens, mask):
    zero = tokens.new_zeros(())
    total = torch.where(mask[:, :, None], tokens, zero).sum(dim=-2)
    return total / mask.count_nonzero(dim=1)[:, None]
