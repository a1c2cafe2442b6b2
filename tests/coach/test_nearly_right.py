"""Mistakes in attempts that stand close to the reference: one line of it is another."""

from pathlib import Path

import pytest
from grading_here import judged, kata

from torchkata.catalog import reference_text
from torchkata.contracts import Check, Departure, Outcome, Verdict
from torchkata.practice.blaming import departure_of

ATTEMPTS = Path(__file__).parents[1] / "attempts"
ELSEWHERE = "of all lines, this one alone is not as in the reference"
KEPT = "        self.moments[param] = (step, mean, square)\n"
LACKING = "a line of the reference is missing here, and all others are there"
MISTAKES = [
    pytest.param("elu", "x > 0, x, curve", "x > 0, below, curve", "", id="one of two repairs"),
    pytest.param("masked_mean", "visible.sum(dim=1)", "kept.sum(dim=1)", "", id="wrong sum"),
    pytest.param("cross_entropy", "if weight is None:", "if False:", "false here", id="a branch"),
    pytest.param("batch_norm", "x.var(dim=(0, 2, 3), unbiased=False)", "x.var()", "", id="train"),
    pytest.param(
        "batch_norm", "self.momentum * mean", "mean", "", id="what train mode leaves for eval"
    ),
    pytest.param(
        "linear", "bias: bool = True", "bias: bool = False", "to False here", id="a default"
    ),
    pytest.param("sinusoidal_positions", "/ 10000.0", "/ 1000.0", "self.table holds", id="a table"),
    pytest.param("adamw", "beta2 * square +", "square +", "", id="an optimizer's mean"),
    pytest.param("adamw", 'group["betas"]', 'group["eps"]', "", id="a wrong key"),
]


def planted(name: str, old: str, new: str) -> tuple[str, int]:
    """The reference with one mistake, and its line."""
    text = reference_text(kata(name))
    assert text.count(old) == 1
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(("name", "old", "new", "words"), MISTAKES)
def test_the_line_of_the_mistake_is_named(name: str, old: str, new: str, words: str) -> None:
    text, line = planted(name, old, new)
    failure, departure = judged(kata(name), text)
    assert failure is not None
    assert departure is not None
    assert (departure.line, departure.end_line or departure.line) == (line, line)
    assert words in departure.message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [('group["betas"]', 'group["eps"]', ELSEWHERE), (KEPT, "", LACKING)],
    ids=["another line", "a line missing"],
)
def test_where_running_tells_no_line_reading_does(old: str, new: str, words: str) -> None:
    text, line = planted("adamw", old, new)
    found = departure_of(kata("adamw"), text, untold("adamw"))
    assert found is not None
    assert found.message == words
    assert found.line <= line <= (found.end_line or found.line)


def untold(name: str) -> Verdict:
    """A verdict on values that names no line."""
    check = Check("values", passed=False, message="values leave the reference")
    return Verdict(
        kata=name,
        path="attempt.py",
        target=kata(name).target,
        outcome=Outcome.FAILED,
        device="cpu",
        seed=0,
        seconds=0.0,
        checks=(check,),
    )


def test_a_line_that_stands_in_the_reference_is_not_said_to_be_the_only_other_one() -> None:
    text, line = planted("causal_self_attention", ".chunk(3,", ".chunk(4,")
    _, departure = judged(kata("causal_self_attention"), text)
    assert departure is not None
    assert departure.line == line


def test_an_inverted_mask_is_not_blamed_on_the_condition_above() -> None:
    text, line = planted("attention", "masked_fill(~mask", "masked_fill(mask")
    _, departure = judged(kata("attention"), text)
    assert departure is not None
    assert departure.line == line


def test_a_factor_is_named_by_what_the_case_really_has() -> None:
    text, line = planted("smooth_l1", "(2 * beta)", "beta")
    _, departure = judged(kata("smooth_l1"), text)
    assert departure is not None
    assert (departure.line, departure.message) == (line, "the value here is 2 times too large")


def test_parameters_cut_up_in_another_way_are_not_said_to_be_built_otherwise() -> None:
    text = (ATTEMPTS / "group_norm" / "right_five_axes.py").read_text(encoding="utf-8")
    assert text.count("correction=0") == 1
    _, departure = judged(kata("group_norm"), text.replace("correction=0", "correction=1"))
    assert departure is not None
    assert "built otherwise" not in departure.message


def test_gradients_worked_out_by_hand_are_named_as_a_stretch() -> None:
    text = """import torch


class Twice(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return x * torch.sigmoid(x)

    @staticmethod
    def backward(ctx, grad):
        (x,) = ctx.saved_tensors
        gate = torch.sigmoid(x)
        return grad * gate


def silu(x):
    return Twice.apply(x)
"""
    failure, departure = judged(kata("silu"), text)
    assert failure is not None
    assert failure.check == "gradients"
    assert departure == Departure(12, "the gradients are worked out here, by hand", 14)
