"""Whether two recorded arrays are the same value, in one layout or another."""

from collections.abc import Sequence
from itertools import permutations
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

RELATIVE = 1e-7
MOST_AXES = 5


def is_same(a: Array, b: Array) -> bool:
    """Equal shapes, and entries near each other; NaN beside NaN, inf beside inf."""
    if a.shape != b.shape or (a.dtype.kind == "b") != (b.dtype.kind == "b"):
        return False
    if a.dtype.kind in "biu":
        return bool(np.array_equal(a, b))
    if np.isfinite(b).all():  # in fewer steps than numpy's own function takes
        size = np.abs(b)
        limit = RELATIVE * (float(size.max()) if size.size else 1.0)
        return bool((np.abs(a - b) <= limit + RELATIVE * size).all())
    return bool(np.allclose(a, b, rtol=RELATIVE, atol=RELATIVE * amplitude(b), equal_nan=True))


def is_all_same(a: Sequence[Array], b: Sequence[Array]) -> bool:
    """Whether all values of two places are the same, one by one."""
    return len(a) == len(b) and all(map(is_same, a, b))


def amplitude(value: Array) -> float:
    """The largest finite entry."""
    finite = np.abs(value[np.isfinite(value)])
    return float(finite.max()) if finite.size else 1.0


def signature(value: Array) -> tuple[object, ...]:
    """What does not change with the layout, to five digits."""
    if value.dtype.kind == "b":
        return value.size, int(value.sum())
    plain = np.nan_to_num(value.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    return value.size, f"{float(np.square(plain).sum()):.5g}"


def fits(a: Array, b: Array) -> bool:
    """Whether one is the other with its axes in another order and grouping."""
    if a.size != b.size or a.ndim > MOST_AXES or b.ndim > MOST_AXES:
        return False
    return any(
        is_same(longer.transpose(order).reshape(shorter.shape), shorter)
        for longer, shorter in (((a, b),) if a.ndim >= b.ndim else ((b, a),))
        for order in permutations(range(longer.ndim))
    )
