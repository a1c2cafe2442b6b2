# kata: padding_mask
import torch


def padding_mask(lengths, max_len):
    position = torch.arange(1, max_len + 1, device=lengths.device, dtype=lengths.dtype)
    left_over = lengths.reshape(-1, 1, 1, 1) - position.expand(len(lengths), 1, 1, -1)
    return left_over >= 0
