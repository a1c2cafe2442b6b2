# kata: split_heads
import torch


def split_heads(x: torch.Tensor, n_heads: int) -> torch.Tensor:
    return torch.stack(x.chunk(n_heads, dim=-1), dim=1)
