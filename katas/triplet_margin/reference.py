"""Triplet margin loss: the right neighbour must be nearer than the wrong one, by a margin.

Source: Schroff, Kalenichenko and Philbin, FaceNet, 2015 (arXiv:1503.03832), with plain distances.
B batch, D embed_dim
"""

from torch import Tensor


def triplet_margin(
    anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0
) -> Tensor:
    """(B, D) each -> ()."""
    to_positive = (anchor - positive).square().sum(dim=-1).sqrt()  # (B,)
    to_negative = (anchor - negative).square().sum(dim=-1).sqrt()  # (B,)
    violations = to_positive - to_negative + margin  # (B,)
    # A triplet that keeps its distance costs nothing and is no longer pulled at.
    losses = violations.clamp(min=0)  # (B,)
    return losses.mean()  # ()
