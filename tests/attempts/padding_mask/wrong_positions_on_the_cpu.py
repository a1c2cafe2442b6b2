# kata: padding_mask
# fails: device and dtype
import torch


def padding_mask(lengths, max_len):
    return (torch.arange(max_len) < lengths[:, None])[:, None, None]
