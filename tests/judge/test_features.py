"""Weights that are the same on both sides, however each of them lays its parameters out."""

import numpy as np

from torchkata.judge.features import featured
from torchkata.judge.side import Side
from torchkata.worker.engine import Engine
from torchkata.worker.messages import LeafInfo


def side(*shapes: tuple[int, ...]) -> Side:
    """Leaves of these shapes, on a bench that nobody asks."""
    leaves = tuple(LeafInfo(f"p{number}", shape) for number, shape in enumerate(shapes))
    return Side(Engine(), 0, (0,), leaves)


def test_a_matrix_lies_either_way() -> None:
    right, ours = featured(side((4, 3)), side((3, 4)))
    assert np.array_equal(right.reshape(4, 3), ours.reshape(3, 4).T)
    assert len(set(right)) == 12


def test_three_in_one_are_three_times_the_same() -> None:
    right, ours = featured(side((4, 5), (4, 5), (4, 5)), side((12, 5)))
    assert np.array_equal(right, ours)


def test_what_no_axis_of_the_other_side_is_like_has_one_weight() -> None:
    right, ours = featured(side((4, 2, 3, 3)), side((9, 2, 4)))
    kernels, taps = right.reshape(4, 2, 9), ours.reshape(9, 2, 4)
    assert np.array_equal(kernels, taps.transpose(2, 1, 0))
    assert len(set(right)) == 8


def test_there_are_weights_of_either_sign() -> None:
    right, _ = featured(side((16,), ()), side((16,), ()))
    assert right.min() < 0 < right.max()
