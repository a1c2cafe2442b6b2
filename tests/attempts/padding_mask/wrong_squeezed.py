# kata: padding_mask
# fails: shapes
import torch


def padding_mask(lengths, max_len):
    mask = torch.arange(max_len, device=lengths.device) < lengths[:, None]
    return mask.squeeze()[..., None, None, :]
