# kata: merge_heads
import torch


def merge_heads(x: torch.Tensor) -> torch.Tensor:
    x = x.transpose(1, 2).contiguous()
    return x.view(*x.shape[:-2], -1)
