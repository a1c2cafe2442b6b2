"""Weights that a function gives to its parameters, whatever their names, order and layout.

All are the same at first; then each one follows from its own gradient. Two targets that compute the
same function come to the same weights, however their parameters are related: so whether they do
can be seen without knowing how.
"""

import torch
from torch import Tensor

from torchkata.worker.bare_run import returned_by, standing_in
from torchkata.worker.cotangents import cotangent
from torchkata.worker.engine import Engine
from torchkata.worker.leaves import fill
from torchkata.worker.messages import Record, Use
from torchkata.worker.runs import backward, flat, is_top
from torchkata.worker.subjects import Subject

TURNS = 2
SEED = 1


def settle(engine: Engine, subject: Subject, record: Record) -> Use:
    """Move the weights of a target, all of which are the same; what is made of them."""
    leaves = subject.leaves()
    tensors = tuple(leaf for _, leaf in leaves)
    use = Use()
    for turn in range(TURNS):
        outputs = returned_by(engine, subject, record, has_gradients=True)
        tops = {name: value for name, value in outputs.items() if is_top(value, leaves)}
        if not tops:
            break
        along = [cotangent(tuple(t.shape), name, SEED + turn).to(t) for name, t in tops.items()]
        with standing_in(engine, record):  # a checkpoint runs the target again
            found = backward(tuple(tops.values()), tuple(along), tensors)
        pairs = list(zip(found, tensors, strict=True))
        gradient = flat([torch.zeros_like(leaf) if g is None else g for g, leaf in pairs])
        reached = sum(leaf.numel() for g, leaf in pairs if g is not None)
        use = Use(reached, int(gradient.count_nonzero()))
        fill(leaves, following(gradient))
    return use


def following(gradient: Tensor) -> Tensor:
    """A weight for each gradient: smooth, so that rounding stays small, and of either sign."""
    largest = gradient.abs().max().clamp_min(torch.finfo(gradient.dtype).tiny)
    return 0.1 + 0.3 * torch.sin(4 * gradient / largest + 0.5)
