# kata: masked_mean
import torch


def masked_mean(tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    return torch.stack([row[keep].mean(0) for row, keep in zip(tokens, mask, strict=True)])
