# kata: padding_mask
# fails: side effects
import torch


def padding_mask(lengths, max_len):
    position = torch.arange(max_len, device=lengths.device)
    lengths -= 1
    return (position <= lengths[:, None])[:, None, None]
