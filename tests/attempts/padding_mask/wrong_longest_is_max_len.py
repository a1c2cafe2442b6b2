# kata: padding_mask
# fails: shapes
import torch


def padding_mask(lengths, max_len):
    position = torch.arange(int(lengths.max()), device=lengths.device)
    return (position < lengths[:, None])[:, None, None]
