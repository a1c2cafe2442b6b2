# kata: padding_mask
import torch


def padding_mask(lengths: torch.Tensor, max_len: int) -> torch.Tensor:
    position = torch.arange(max_len).to(lengths.device)
    is_padding = torch.ge(position[None], lengths[:, None])
    return is_padding.logical_not()[:, None, None, :]
