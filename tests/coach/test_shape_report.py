"""Shape comments against what the lines make: no false alarm, and wrong ones found."""

import sys
from pathlib import Path

import pytest
from grading_here import KATAS, kata, shapes

from torchkata.catalog import reference_text
from torchkata.contracts import Kata, ShapeComment, ShapeReport, ShapeVerdict
from torchkata.render.shapes import shape_lines
from torchkata.source.shapes import shape_notes

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from shapes import found, spoiled, troubled

SAMPLE = ("broadcast_sum", "patch_embedding", "rope", "simple_net")
LINEAR = """import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None

    def forward(self, x):
        B, L, D = x.shape
        LINES
        return out
"""


def comments(*lines: str) -> list[ShapeComment]:
    """What becomes of the lines of a linear layer; the first of them is line 13."""
    text = LINEAR.replace("LINES", "\n        ".join(lines))
    return list(shapes(kata("linear"), text).comments)


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_no_reference_raises_a_false_alarm(kata: Kata) -> None:
    report = shapes(kata, reference_text(kata))
    assert troubled(report) == set()
    assert report.n_right == report.n_lines


@pytest.mark.parametrize("name", SAMPLE)
def test_spoiled_comments_are_found_on_their_line(name: str) -> None:
    cases = list(spoiled(reference_text(kata(name))))
    missed = [case for case in cases if not found(kata(name), case)]
    assert len(missed) <= len(cases) // 20, missed


def test_a_wrong_comment_says_what_it_really_is() -> None:
    (comment,) = comments("out = x @ self.weight.T + 0  # (B, D, out_features)")
    assert comment.verdict is ShapeVerdict.WRONG
    assert (comment.line, comment.says) == (13, "(B, D, out_features)")
    assert comment.really.endswith("= (B, L, out_features)")


def test_too_few_axes_and_a_wrong_order_are_told_so() -> None:
    wrong = comments("out = x @ self.weight.T  # (L, out_features)")
    assert wrong[0].reason == "2 axes written, 3 real"
    wrong = comments("y = x + 0  # (B, L, D)", "out = y @ self.weight.T  # (L, B, out_features)")
    assert wrong[1].reason == "right sizes, wrong order"


def test_a_line_without_comment_gets_the_one_to_write() -> None:
    found = comments("both = x + x  # (B, L, D)", "out = both @ self.weight.T")
    assert [c.verdict for c in found] == [ShapeVerdict.OK, ShapeVerdict.MISSING]
    assert found[1].really == "# (B, L, out_features)"


def test_a_comment_alone_speaks_of_its_neighbour() -> None:
    assert comments("# (B, L, D)", "both = x + x", "out = x @ self.weight.T  # (B, L, F)")[
        0
    ] == ShapeComment(13, ShapeVerdict.OK, "(B, L, D)")


def test_the_steps_before_an_arrow_are_verified_too() -> None:
    line = "out = (x @ self.weight.T).transpose(1, 2)  # {} -> (B, F, L)"
    assert comments(line.format("(B, L, F)"))[0].verdict is ShapeVerdict.OK
    wrong = comments(line.format("(B, L, L)"))[0]
    assert (wrong.verdict, wrong.reason) == (
        ShapeVerdict.WRONG,
        "nothing on this line has that shape",
    )


def test_an_equation_that_does_not_hold_is_wrong() -> None:
    (right,) = comments("out = x @ self.weight.T  # (B, L, F) where L = L")
    (wrong,) = comments("out = x @ self.weight.T  # (B, L, F) where L = 2*B + D")
    assert right.verdict is ShapeVerdict.OK
    assert wrong.verdict is ShapeVerdict.WRONG
    assert wrong.says == "L = 2*B + D"


def test_a_letter_that_is_another_one_for_the_caller_clashes() -> None:
    text = LINEAR.replace("LINES", "out = twice(x @ self.weight.T)  # (B, L, F)") + (
        "\n\ndef twice(y):\n    return y * 1  # (L, B, F)\n"
    )
    on_line = [c for c in shapes(kata("linear"), text).comments if c.line == 18]
    assert [c.verdict for c in on_line] == [ShapeVerdict.OK, ShapeVerdict.CLASH]
    assert on_line[1].reason.endswith("in Linear.forward")


def test_a_line_that_never_ran_is_not_counted() -> None:
    report = comments("out = x @ self.weight.T  # (B, L, F)", "if D == 0: out = x  # (B, L)")
    assert [c.verdict for c in report] == [ShapeVerdict.OK, ShapeVerdict.UNVERIFIABLE]


def test_an_attempt_that_raises_is_checked_up_to_there() -> None:
    found = comments("y = x + 0  # (B, D)", "out = y @ self.wait.T  # (B, L)")
    assert [c.verdict for c in found] == [ShapeVerdict.WRONG, ShapeVerdict.UNVERIFIABLE]


def test_wrong_lines_are_counted_once() -> None:
    text = LINEAR.replace("LINES", "q, k = x + 0, x + 0  # (B, D) each\n        out = q")
    report = shapes(kata("linear"), text)
    assert (report.n_right, report.n_lines) == (0, 1)


def without_comments(text: str) -> str:
    lines = text.split("\n")
    for note in shape_notes(text):
        lines[note.line - 1] = lines[note.line - 1].split("  #")[0]
    return "\n".join(lines)


@pytest.mark.parametrize("kata", KATAS[::3], ids=lambda kata: kata.id)
def test_the_comments_to_write_are_right_ones(kata: Kata) -> None:
    text = reference_text(kata)
    lines = without_comments(text).split("\n")
    for comment in shapes(kata, "\n".join(lines)).comments:
        if comment.verdict is ShapeVerdict.MISSING:
            lines[comment.line - 1] += f"  {comment.really}"
    written = shapes(kata, "\n".join(lines))
    assert {comment.verdict for comment in written.comments} <= {
        ShapeVerdict.OK,
        ShapeVerdict.MISSING,  # where a statement goes on below the line that it begins on
    }


def test_a_size_that_two_runs_have_by_chance_in_common_is_no_product() -> None:
    report = shapes(kata("clip"), without_comments(reference_text(kata("clip"))))
    suggested = [c.really for c in report.comments if c.verdict is ShapeVerdict.MISSING]
    assert suggested
    assert not [comment for comment in suggested if "depth" in comment or "heads *" in comment]


def test_a_small_batch_has_its_letter() -> None:
    text = without_comments(reference_text(kata("transformer")))
    suggested = [c.really for c in shapes(kata("transformer"), text).comments if c.really]
    assert suggested
    assert not [comment for comment in suggested if comment[3].isdigit()]


def test_what_main_prints_is_no_shape_comment() -> None:
    text = "print(out.shape)  # expected: (B, L)\nprint(a.shape)  # (B, L)"
    assert [note.line for note in shape_notes(text)] == [2]


def test_where_no_shape_is_said_the_verdict_says_nothing_of_them() -> None:
    missing = ShapeComment(7, ShapeVerdict.MISSING, really="# (B, D)")
    right = ShapeComment(6, ShapeVerdict.OK, "(B, D)")
    assert shape_lines(ShapeReport((missing,))) == []
    assert shape_lines(ShapeReport((right, missing))) != []
