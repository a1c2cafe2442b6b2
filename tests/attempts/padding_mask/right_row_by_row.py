# kata: padding_mask
import torch


def padding_mask(lengths, max_len):
    mask = torch.zeros(lengths.shape[0], 1, 1, max_len, dtype=torch.bool, device=lengths.device)
    for row, length in zip(mask, lengths.tolist(), strict=True):
        row[..., :length] = True
    return mask
