"""Where values differ, as a small map."""

import pytest
import torch

from torchkata.judge.picture import MOST_COLUMNS, MOST_ROWS, picture

OUTPUTS = {"out": "float[B, L, D]"}


def drawn(wrong: torch.Tensor, outputs=OUTPUTS):
    """The picture of an output that is wrong by these numbers."""
    expected = torch.zeros_like(wrong)
    return picture("out", wrong, expected, wrong != 0, outputs)


def test_a_mistake_in_some_rows_is_seen_in_those_rows() -> None:
    wrong = torch.zeros(3, 5, 7)
    wrong[:, 3:] = torch.rand(3, 2, 7) + 1
    found = drawn(wrong)
    assert (found.rows.name, found.columns.name) == ("L", "D")
    assert [max(row) > 0 for row in found.cells] == [False, False, False, True, True]


def test_the_axes_that_tell_are_shown() -> None:
    wrong = torch.zeros(4, 5, 7)
    wrong[2, :, 6] = 1.0
    found = drawn(wrong)
    assert ((found.rows.name, found.rows.size), found.columns.name) == (("B", 4), "D")
    assert [[place for place, cell in enumerate(row) if cell] for row in found.cells] == [
        [],
        [],
        [6],
        [],
    ]


def test_what_differs_evenly_has_no_cells() -> None:
    assert drawn(torch.randn(3, 5, 7, generator=torch.Generator().manual_seed(1))).cells == ()


def test_all_wrong_but_much_more_so_in_places_is_shown() -> None:
    wrong = torch.ones(3, 5, 7) * 10.0 ** torch.arange(0, -5, -1)[:, None]
    assert [row[0] for row in drawn(wrong).cells] == [1.0, 0.1, 0.01, 0.001, 0.0001]


def test_a_large_output_is_put_in_bins_that_lose_nothing() -> None:
    wrong = torch.zeros(100, 200)
    wrong[99, 199] = 2.0
    found = drawn(wrong, {"out": "float[N, M]"})
    assert (len(found.cells), len(found.cells[0])) == (MOST_ROWS, MOST_COLUMNS)
    assert (found.cells[-1][-1], found.worst) == (1.0, 2.0)
    assert sum(map(sum, found.cells)) == 1.0


def test_one_axis_is_one_row() -> None:
    found = drawn(torch.tensor([0.0, 1.0, 0.0]), {"out": "float[L]"})
    assert (found.rows, found.columns.name, found.cells) == (None, "L", ((0.0, 1.0, 0.0),))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_as_wrong_as_can_be(value: float) -> None:
    wrong = torch.tensor([[0.0, value], [0.5, 0.0]])
    found = picture("out", wrong, torch.zeros(2, 2), wrong != 0, {"out": "float[A, B]"})
    assert found.cells == ((0.0, 1.0), (1.0, 0.0))


def test_masks_and_whole_numbers_have_pictures_too() -> None:
    expected = torch.tensor([[True, False], [True, True]])
    found = picture("out", ~expected, expected, torch.eye(2, dtype=torch.bool), {})
    assert found.cells == ((1.0, 0.0), (0.0, 1.0))
    assert (found.rows.name, found.columns.name) == ("axis 0", "axis 1")


def test_a_scalar_has_none() -> None:
    assert drawn(torch.tensor(1.0)) is None
