# kata: masked_mean
import torch


def masked_mean(tokens, mask):
    total = torch.einsum("bld,bl->bd", tokens, mask.to(tokens))
    return total / mask.sum(-1, keepdim=True)
