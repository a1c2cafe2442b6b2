# kata: leaky_relu
import torch


def leaky_relu(x: torch.Tensor, negative_slope: float = 0.01) -> torch.Tensor:
    slope = torch.ones_like(x)
    slope[x < 0] = negative_slope
    return x * slope
