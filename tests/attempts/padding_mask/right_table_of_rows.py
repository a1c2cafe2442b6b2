# kata: padding_mask
import torch


def padding_mask(lengths, max_len):
    table = torch.ones(max_len, max_len, dtype=torch.bool, device=lengths.device).tril()
    return table[lengths.long() - 1][:, None, None]
