"""Rectified flow: a model learns the straight way from noise to data, sampling follows it.

Source: Liu et al., Flow Straight and Fast, 2022 (arXiv:2209.03003).
B batch; the dots are any further axes
"""

from collections.abc import Callable

import torch
from torch import Tensor


class RectifiedFlow:
    """Trains and samples a velocity model, called as `model(x, t)` with x (B, ...) and t (B,)."""

    def __init__(self, model: Callable[[Tensor, Tensor], Tensor]) -> None:
        self.model = model

    def loss(self, x1: Tensor, x0: Tensor, t: Tensor) -> Tensor:
        """(B, ...) data, (B, ...) noise, (B,) times -> ()."""
        share = t.view(-1, *[1] * (x1.dim() - 1))  # (B, 1, ...)
        x_t = (1 - share) * x0 + share * x1  # (B, ...)
        target = x1 - x0  # (B, ...)
        velocity = self.model(x_t, t)  # (B, ...)
        return (velocity - target).square().mean()  # ()

    @torch.no_grad()
    def sample(self, x0: Tensor, steps: int) -> Tensor:
        """(B, ...) noise -> (B, ...) data, by Euler's method in equal steps."""
        x = x0  # (B, ...)
        for step in range(steps):
            t = x.new_full((len(x),), step / steps)  # (B,)
            x = x + self.model(x, t) / steps  # (B, ...)
        return x  # (B, ...)
