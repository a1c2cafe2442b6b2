"""What is said of a value: nothing that its numbers do not show."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from torchkata.coach.values import Array
from torchkata.coach.words import what_differs
from torchkata.contracts import Event, Evidence, Recording, Site

RNG = np.random.default_rng(3)
ROWS = RNG.normal(size=(3, 4))
OTHER = RNG.normal(size=(3, 4))
ONE_HOT = np.eye(4)[[0, 1, 3]]
PLAIN = "the value here is not the reference's; what comes before is right"
ALMOST = "the value here is almost right: look at the constants, and at eps"
DROPS = "x = F.dropout(x, 0.1)"


class Nothing:
    """Knows of no value."""

    def has(self, value: Array) -> bool:
        return False


def dropped(x: Array, p: float) -> Array:
    """The stand-in for dropout."""
    return np.where(x > 0, x * (1 + p), x * (1 - p / 2))


def evidence(
    *own: Array, train: bool = False, raises: bool = False, texts: tuple[str, str] = ("", "")
) -> Evidence:
    """Of an attempt that computes `self.b * x` again and again."""
    site = Site(0, 1, 1, 1, "self.b * x")
    events = tuple(Event(0, number, value) for number, value in enumerate(own))
    recording = Recording((site,), events, (), {})
    empty = Recording((), (), (), {})
    return Evidence(
        recording, empty, {}, raises, train, (), (), lambda _: (), texts, lambda _: (), bool
    )


def said(ours: Sequence[Array], theirs: Sequence[Array], given: Evidence) -> str:
    return what_differs(ours, theirs, given, Nothing())


@pytest.mark.parametrize(
    ("theirs", "given", "words"),
    [
        pytest.param(
            dropped(ROWS, 0.2),
            evidence(train=True, texts=("", DROPS)),
            "dropout (p = 0.2) is missing here",
            id="dropout in train mode",
        ),
        pytest.param(
            dropped(ROWS, 0.2),
            evidence(texts=("", DROPS)),
            PLAIN,
            id="no dropout is missing in eval mode",
        ),
        pytest.param(ROWS * 1.2, evidence(texts=("", "")), "1.2 times too small", id="a factor"),
        pytest.param(
            np.array(1.2), evidence(train=True, texts=("", DROPS)), PLAIN, id="one number"
        ),
        pytest.param(ROWS * (1 + 1e-8), evidence(), ALMOST, id="all but equal"),
        pytest.param(
            ROWS, evidence(raises=True), "how they lie in memory is not", id="equal, and it raised"
        ),
        pytest.param(ROWS.reshape(4, 3).T.copy(), evidence(), "shuffled", id="shuffled"),
        pytest.param(ROWS + OTHER, evidence(OTHER), "`self.b * x` is not added", id="a term less"),
        pytest.param(OTHER[None], evidence(), PLAIN, id="other values, and an axis of size 1 more"),
        pytest.param(ROWS[None], evidence(), "another layout", id="an axis of size 1 more"),
    ],
)
def test_one_value(theirs: Array, given: Evidence, words: str) -> None:
    ours = np.array(1.0) if theirs.ndim == 0 else ROWS
    assert words in said([ours], [theirs], given)


def test_dropout_is_told_before_a_factor() -> None:
    given = evidence(texts=(DROPS, ""))
    words = said([abs(ROWS) * 1.1], [abs(ROWS)], given)
    assert words == "dropout (p = 0.1) is applied here, and not in the reference"


def test_ones_and_zeros_are_not_called_shuffled() -> None:
    assert said([ONE_HOT], [ONE_HOT[:, ::-1]], evidence()) == PLAIN


def test_a_term_has_to_be_missing_every_time() -> None:
    ours, theirs = [ROWS, ROWS + OTHER], [ROWS + OTHER, ROWS]
    assert said(ours, theirs, evidence(OTHER, OTHER)) == PLAIN


def test_what_is_right_at_first_lacks_no_zeros() -> None:
    zeros = np.zeros_like(ROWS)
    assert said([ROWS, ROWS], [ROWS, ROWS + OTHER], evidence(zeros, zeros)) == PLAIN


@pytest.mark.parametrize("value", [np.nan, np.inf], ids=str)
def test_what_is_no_number_is_told_before_any_layout(value: float) -> None:
    words = said([np.where(ROWS > 0, value, ROWS)[None]], [ROWS], evidence())
    assert words == f"there is {value} here, and the reference has numbers"


def test_only_what_is_right_elsewhere_is_said_to_be_hidden() -> None:
    hides, half = (np.where(limit < ROWS, -np.inf, ROWS) for limit in (0.0, 0.5))
    with np.errstate(invalid="ignore"):
        assert "the mask hides other entries" in said([hides], [half], evidence())
        assert "there is -inf here" in said([hides], [ROWS], evidence())
        assert said([hides], [OTHER], evidence()) == PLAIN


def test_one_number_is_not_hidden_by_a_mask() -> None:
    words = said([np.array(-np.inf)], [np.array(1.2)], evidence())
    assert words == "there is inf here, and the reference has numbers"


def test_a_factor_that_several_sizes_explain_gets_none_of_their_names() -> None:
    one, two = (replace(evidence(), symbols=sizes) for sizes in ({"N": 3}, {"N": 3, "B": 3}))
    assert "a factor N is missing" in said([ROWS], [3 * ROWS], one)
    assert said([ROWS], [3 * ROWS], two) == "the value here is 3 times too small"
