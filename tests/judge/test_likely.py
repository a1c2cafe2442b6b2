"""Which parameters are likely to play which, told from names, shapes and order alone."""

import numpy as np

from torchkata.judge.likely import maps
from torchkata.judge.side import Side
from torchkata.worker.engine import Engine
from torchkata.worker.messages import LeafInfo

Shapes = dict[str, tuple[int, ...]]


def side(shapes: Shapes) -> Side:
    """A side of which nothing is run."""
    leaves = tuple(LeafInfo(name, shape) for name, shape in shapes.items())
    return Side(Engine(), 0, (0,), leaves)


def linear(name: str, rows: int, columns: int) -> Shapes:
    return {f"{name}.weight": (rows, columns), f"{name}.bias": (rows,)}


def norm(name: str) -> Shapes:
    return {f"{name}.weight": (6,), f"{name}.bias": (6,)}


def is_offered(reference: Shapes, attempt: Shapes, wanted: Shapes) -> bool:
    """Whether the attempt's scalars are related in the order that `wanted` names leaves in."""
    right, own = side(reference), side(attempt)
    starts = dict(zip(reference, right.offsets, strict=False))
    places = [starts[name] + np.arange(np.prod(shape)) for name, shape in wanted.items()]
    expected = np.concatenate(places)
    return any(np.array_equal(partner, expected) for partner in maps(right, own))


def test_norms_that_are_built_first_are_still_the_norms() -> None:
    reference = {**norm("a"), **linear("up", 6, 6), **norm("b"), **linear("down", 6, 6)}
    attempt = {**norm("n1"), **norm("n2"), **linear("into", 6, 6), **linear("out", 6, 6)}
    wanted = {**norm("a"), **norm("b"), **linear("up", 6, 6), **linear("down", 6, 6)}
    assert is_offered(reference, attempt, wanted)


def test_three_linear_maps_are_one_in_three_whatever_stands_between() -> None:
    reference = {**norm("a"), **linear("qkv", 18, 6), **linear("out", 6, 6), **norm("b")}
    separate = {**linear("q", 6, 6), **linear("k", 6, 6), **linear("v", 6, 6), **linear("o", 6, 6)}
    right, own = side(reference), side({**norm("n1"), **norm("n2"), **separate})
    qkv = int(right.offsets[2])
    found = [partner[24 : 24 + 36] for partner in maps(right, own)]  # of q.weight
    assert any(np.array_equal(places, qkv + np.arange(36)) for places in found)


def test_a_class_token_may_lack_its_axes_of_one() -> None:
    reference = {"token": (1, 1, 6), **linear("proj", 6, 20), "positions": (1, 5, 6)}
    attempt = {**linear("patch", 6, 20), "pos": (5, 6), "cls": (6,)}
    wanted = {**linear("proj", 6, 20), "positions": (1, 5, 6), "token": (1, 1, 6)}
    assert is_offered(reference, attempt, wanted)


def test_a_kernel_is_laid_out_in_a_matrix_in_every_order_of_its_axes() -> None:
    right, own = side({"conv": (6, 5, 2, 3)}), side({"linear": (6, 30)})
    kernel = np.arange(6 * 5 * 2 * 3).reshape(6, 5, 2, 3)
    found = {partner.tobytes() for partner in maps(right, own)}
    for axes in ((0, 1, 2, 3), (0, 2, 3, 1), (0, 1, 3, 2), (0, 3, 1, 2)):
        assert kernel.transpose(axes).reshape(-1).tobytes() in found
