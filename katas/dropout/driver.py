"""Looks at both modes: eval mode has to be exact, train mode right in what can be said of chance.

In train mode the input is repeated until it has many values. The case's options say how the target
is built: `by_name`, or `default` for no argument at all.
"""

import torch
from torch import Tensor, nn

VALUES = 8_000  # in train mode, at least
SHARE_LIMIT = 0.035  # of the values: some six standard errors
PAIRS_LIMIT = 0.06


def build(namespace, case):
    """The module; AssertionError where the class makes something else."""
    p = case.build["p"]
    if case.options.get("default"):
        module = namespace.Dropout()
    else:
        module = namespace.Dropout(p=p) if case.options.get("by_name") else namespace.Dropout(p)
    if not isinstance(module, nn.Module):
        raise AssertionError(f"Dropout(...) made a {type(module).__name__}, not an nn.Module")
    return module


def run(subject, case) -> dict[str, Tensor]:
    """The output in eval mode, before and after training, and what train mode does to its input."""
    x = case.inputs["x"]
    seen = {"out in eval mode": subject.eval()(x)}
    many = x.detach().repeat(-(-VALUES // x.numel()), *[1] * (x.dim() - 1))
    seen |= looked_at(subject.train(), many.requires_grad_(), case.build["p"])
    seen["out in eval mode, after training"] = subject.eval()(x)
    return seen


def looked_at(module: nn.Module, many: Tensor, p: float) -> dict[str, Tensor]:
    """What chance decides is judged here, by AssertionError; the rest is returned."""
    before = many.detach().clone()
    first, second = module(many), module(many)
    if first.shape != many.shape:
        got, expected = tuple(first.shape), tuple(many.shape)
        raise AssertionError(f"in train mode the shape is {got}, expected {expected}")
    if not torch.equal(before, many.detach()):
        raise AssertionError("in train mode the input is changed")
    is_kept = first != 0
    judge_share(is_kept, p)
    for axis in range(many.dim()):
        judge_neighbours(is_kept, axis, p)
    if p > 0 and torch.equal(is_kept, second != 0):
        raise AssertionError("two calls in train mode drop the same values: draw anew in each")
    (slope,) = torch.autograd.grad(first.sum(), many)
    return {
        "factor of what is kept": extremes((first / many)[is_kept]),
        "slope of what is kept": extremes(slope[is_kept]),
        "largest slope of what is dropped": (slope * ~is_kept).abs().max(),
        "an output in train mode": torch.zeros_like(first[:1]),  # for its dtype
    }


def judge_share(is_kept: Tensor, p: float) -> None:
    """The share of zeros has to be about p."""
    share = 1 - share_of(is_kept)
    if abs(share - p) > SHARE_LIMIT:
        raise AssertionError(f"in train mode {share:.1%} of the values are zero, expected {p:.1%}")


def judge_neighbours(is_kept: Tensor, axis: int, p: float) -> None:
    """Values beside each other along an axis have to be dropped independently."""
    length = is_kept.shape[axis]
    if length < 2:
        return
    pairs = is_kept.narrow(axis, 0, length - 1) == is_kept.narrow(axis, 1, length - 1)
    share, expected = share_of(pairs), p**2 + (1 - p) ** 2
    if abs(share - expected) > PAIRS_LIMIT:
        raise AssertionError(
            f"neighbours along axis {axis} share their fate in {share:.1%} of all pairs, "
            f"expected {expected:.1%}: each value needs a draw of its own"
        )


def share_of(flags: Tensor) -> float:
    """The share of True."""
    return int(flags.sum()) / flags.numel()


def extremes(values: Tensor) -> Tensor:
    """The smallest and the largest."""
    return torch.stack([values.min(), values.max()]).detach()
