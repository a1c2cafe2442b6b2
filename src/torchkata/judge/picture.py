"""Where in an output values differ: a small map over the two axes that explain most of it."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from torchkata.contracts import Axis, Picture

MOST_ROWS, MOST_COLUMNS = 12, 32
NEARLY_ALL = 0.98  # of the elements, from which on they differ everywhere
EXPLAINED = 0.35  # of the variance: less is no pattern
LITTLE = 0.3  # deviation of what varies, below which it hardly does
ALIKE = 0.05  # shares that differ by less are alike: later axes tell more than the batch
TINY = 1e-300
INFINITE = float("inf")

Map = NDArray[np.float64]
Cells = tuple[tuple[float, ...], ...]


def picture(
    name: str, actual: Tensor, expected: Tensor, wrong: Tensor, outputs: Mapping[str, str]
) -> Picture | None:
    """The largest differences along two axes; None for what has no axes worth a map.

    `outputs` are the shapes that the kata names. A cell is a share of the worst difference, 0 where
    all of it agrees; `cells` is empty where all differs evenly.
    """
    if wrong.numel() < 2:
        return None
    distance = (actual.double() - expected.double()).abs().nan_to_num(nan=INFINITE, posinf=INFINITE)
    errors = np.where(wrong.numpy(), distance.numpy(), 0.0)
    finite = errors[np.isfinite(errors)]
    worst = float(finite.max(initial=0.0)) or 1.0
    errors = np.minimum(np.where(np.isfinite(errors), errors, worst), worst) / worst
    names = axis_names(name, errors.ndim, outputs)
    row, column = telling_axes(errors)
    axes = [Axis(names[axis], errors.shape[axis]) for axis in (row, column) if axis is not None]
    rest = tuple(axis for axis in range(errors.ndim) if axis not in (row, column))
    flat = errors.max(axis=rest) if rest else errors
    cells = binned(flat[None, :] if row is None else flat)
    if is_even(errors, row, column, cells):
        cells = ()
    return Picture(name, None if row is None else axes[0], axes[-1], cells, worst)


def axis_names(name: str, n_axes: int, outputs: Mapping[str, str]) -> list[str]:
    """The symbols of the kata for an output, where it names as many as there are axes."""
    text = outputs.get(name) or (next(iter(outputs.values())) if len(outputs) == 1 else "")
    inside = text.partition("[")[2].rpartition("]")[0]
    symbols = [symbol.strip() for symbol in inside.split(",") if symbol.strip()]
    if len(symbols) == n_axes:
        return symbols
    return [f"axis {axis}" for axis in range(n_axes)]


def telling_axes(errors: Map) -> tuple[int | None, int]:
    """The two axes, in order, whose means explain most of the variance; the last ones in doubt."""
    wide = [axis for axis, size in enumerate(errors.shape) if size > 1]
    if len(wide) < 2:
        return None, wide[0]
    values = what_varies(errors)
    return max(combinations(wide, 2), key=lambda p: (round(explained(values, p) / ALIKE), p))


def what_varies(errors: Map) -> Map:
    """Right or wrong where both occur, else the size of the difference."""
    share = float((errors > 0).mean())
    return (errors > 0).astype(np.float64) if share < NEARLY_ALL else np.log(errors + TINY)


def explained(values: Map, axes: tuple[int, ...]) -> float:
    """The share of the variance between the cells of these axes, less what chance would give."""
    rest = tuple(axis for axis in range(values.ndim) if axis not in axes)
    between = float(values.mean(axis=rest).var())
    whole = float(values.var())
    n_cells = int(np.prod([values.shape[axis] for axis in axes]))
    if whole <= TINY or n_cells >= values.size:
        return float(whole > TINY)
    by_chance = (n_cells - 1) / (values.size - 1)
    return (between / whole - by_chance) / (1 - by_chance)


def is_even(errors: Map, row: int | None, column: int, cells: Cells) -> bool:
    """Whether there is no place where all is right, and none where it is much worse."""
    if min(map(min, cells)) == 0:
        return False
    values = what_varies(errors)
    shares = [explained(values, (axis,)) for axis in (row, column) if axis is not None]
    return max(shares) < EXPLAINED or float(values.std()) < LITTLE


def binned(flat: Map) -> Cells:
    """The largest value of each bin, as many rows and columns as can be shown."""
    rows = np.array_split(np.arange(flat.shape[0]), min(flat.shape[0], MOST_ROWS))
    columns = np.array_split(np.arange(flat.shape[1]), min(flat.shape[1], MOST_COLUMNS))
    return tuple(
        tuple(round(float(flat[np.ix_(row, column)].max()), 4) for column in columns)
        for row in rows
    )
