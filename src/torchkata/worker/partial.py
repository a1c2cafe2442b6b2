"""A value on the way as if it were all that a run gives: its entries, and gradients along them."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from torchkata.worker.cotangents import cotangent
from torchkata.worker.messages import Answer, Part
from torchkata.worker.outputs import plain
from torchkata.worker.runs import backward, flat, is_top

NAME = "part"


def answer_of(value: Tensor | None, leaves: Sequence[Tensor], part: Part) -> Answer:
    """What is to be compared of a value, None if it was never reached."""
    nothing = torch.zeros(sum(leaf.numel() for leaf in leaves), dtype=torch.float64)
    none: tuple[dict[str, Tensor], ...] = ({},) * len(part.seeds)
    if value is None or not value.is_floating_point():
        return Answer({}, {}, {}, (nothing,) * len(part.seeds), none)
    gradients = [nothing] * len(part.seeds)
    if leaves and is_top(value, []):
        gradients = [gradient(value, leaves, seed, part.is_laid_out) for seed in part.seeds]
    entries = plain(value).double()
    entries = entries if part.is_laid_out else entries.flatten().sort().values
    return Answer({NAME: "tensor"}, {NAME: entries}, {NAME: "cpu"}, tuple(gradients), none)


def gradient(value: Tensor, leaves: Sequence[Tensor], seed: int, is_laid_out: bool) -> Tensor:
    """Along a random direction; along one made of the entries, where their order may differ."""
    if is_laid_out:
        along = cotangent(tuple(value.shape), NAME, seed)
    else:
        largest = max(float(value.detach().abs().max()), math.ulp(0.0))
        along = (value.detach() / largest * (1.7 + seed) + 0.6 * seed).cos()
    found = backward((value,), (along.to(value),), tuple(leaves))
    pairs = zip(found, leaves, strict=True)
    return flat([torch.zeros_like(leaf) if part is None else part for part, leaf in pairs])
