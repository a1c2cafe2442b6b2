"""How many scalars an attempt may have once it is right."""

import pytest

from torchkata.judge.sizes import Sizes


@pytest.mark.parametrize(
    ("sizes", "right"),
    [
        pytest.param(Sizes(10, 10, 0, raises=False), (10,), id="as many"),
        pytest.param(Sizes(10, 12, 0, raises=False), (10, 12), id="two that may not matter"),
        pytest.param(Sizes(10, 8, -6, raises=False), (), id="too few, four of them idle"),
        pytest.param(Sizes(10, 15, 5, raises=False), (10, 10), id="five too many"),
        pytest.param(Sizes(10, 13, 5, raises=False), (10, 8), id="five too many, two missing ones"),
        pytest.param(Sizes(10, 10, -4, raises=False), (10,), id="as many, four of them idle"),
        pytest.param(Sizes(10, 12, 0, raises=True), (), id="any number, where it raises"),
    ],
)
def test_how_many_a_right_one_may_have(sizes: Sizes, right: tuple[int, ...]) -> None:
    assert sizes.right == right


def test_too_few_that_matter_are_idle_or_missing() -> None:
    missing, idle = Sizes(10, 7, -3, raises=False), Sizes(10, 12, -3, raises=False)
    assert (missing.differ, missing.has_idle) == (True, False)
    assert (idle.differ, idle.has_idle) == (False, True)
