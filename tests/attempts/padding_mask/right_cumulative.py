# kata: padding_mask
import torch


def padding_mask(lengths, max_len):
    counted = torch.ones(len(lengths), max_len, device=lengths.device).cumsum(dim=1)
    return (counted <= lengths.unsqueeze(1)).unsqueeze(1).unsqueeze(1)
