"""Smooth L1: a parabola near zero, straight lines away from it.

Source: Girshick, Fast R-CNN, 2015 (arXiv:1504.08083), equation 3, with a border at beta.
... any shape, the same for pred and target
"""

import torch
from torch import Tensor


def smooth_l1(pred: Tensor, target: Tensor, beta: float = 1.0) -> Tensor:
    """(...), (...) -> ()."""
    distance = (pred - target).abs()  # (...)
    near = distance**2 / (2 * beta)  # (...)
    # Half of beta less than the distance: at the border both value and slope are the parabola's.
    far = distance - beta / 2  # (...)
    losses = torch.where(distance < beta, near, far)  # (...)
    return losses.mean()  # ()
