"""Orders in which the same scalars may be laid out: regrouped, or with axes permuted."""

import itertools
from collections.abc import Iterator

import numpy as np

from torchkata.judge.side import Indices

WIDEST_REGROUPING = 4096  # scalars of a colour for which (a b) -> (b a) is tried


def regroupings(width: int) -> dict[str, Indices]:
    """Natural order, and (a b) -> (b a) for each factorisation."""
    natural = np.arange(width)
    orders = {"natural": natural}
    if width <= WIDEST_REGROUPING:
        for factor in range(2, width):
            if width % factor == 0:
                regrouped = natural.reshape(factor, width // factor).T.reshape(-1)
                orders[f"by {factor}"] = regrouped
    return orders


def axis_orders(shape: tuple[int, ...], theirs: tuple[int, ...]) -> Iterator[Indices]:
    """Ways to lay a tensor of `shape` out in one of shape `theirs`: for each of the attempt's
    scalars in order of the reference's, axes permuted where the result fits."""
    natural = np.arange(int(np.prod(shape))).reshape(shape)
    if shape == theirs:
        yield natural.reshape(-1)
    for axes in itertools.permutations(range(len(shape))):
        permuted = tuple(shape[axis] for axis in axes)
        fits = permuted == theirs or (
            len(theirs) == 2 and (permuted[:1] == theirs[:1] or permuted[-1:] == theirs[-1:])
        )
        is_natural = axes == tuple(range(len(shape)))
        if fits and not (is_natural and shape == theirs):
            # The attempt's flat place i holds the reference's flat place order[i]; invert it.
            order = natural.transpose(axes).reshape(-1)
            yield np.argsort(order)
