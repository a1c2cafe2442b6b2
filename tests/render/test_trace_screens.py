"""The screens of a trace and of shape comments, at 80 and 120 columns."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import RenderableType
from screen_records import verdict
from trace_records import FAILED, RIGHT, SHAPES, TRACE

from torchkata.contracts import Failure, TraceReport, TraceRow, Value
from torchkata.render.documents import verdict as verdict_document
from torchkata.render.marks import ASCII
from torchkata.render.trace import trace
from torchkata.render.trace_documents import trace as trace_document
from torchkata.render.verdict import verdict as verdict_screen

GOLDEN = Path(__file__).parents[1] / "golden"
SCREENS: dict[str, RenderableType] = {
    "trace": trace(TRACE),
    "trace_plain": trace(TRACE, ASCII),
    "trace_failed": trace(FAILED),
    "verdict_shapes": verdict_screen(verdict(shapes=SHAPES)),
    "verdict_shapes_plain": verdict_screen(verdict(shapes=SHAPES), ASCII),
    "verdict_shapes_right": verdict_screen(verdict(shapes=RIGHT)),
}


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(name: str, golden: Callable[[str, RenderableType], None]) -> None:
    golden(name, SCREENS[name])


@pytest.mark.parametrize("name", ["trace", "trace_failed"])
def test_wide_screen_is_as_agreed(
    name: str, show: Callable[..., str], request: pytest.FixtureRequest
) -> None:
    text = show(SCREENS[name], width=120)
    path = GOLDEN / f"{name}_120.txt"
    if request.config.getoption("--update-golden"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
    assert all(len(line) <= 120 for line in text.splitlines())


@pytest.mark.parametrize("name", [name for name in SCREENS if name.endswith("_plain")])
def test_plain_screens_are_ascii(name: str, show: Callable[..., str]) -> None:
    assert show(SCREENS[name]).isascii()


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("width", [20, 40, 80, 100, 120, 200])
def test_screens_live_with_any_width(name: str, width: int, show: Callable[..., str]) -> None:
    lines = show(SCREENS[name], width=width).splitlines()
    assert lines
    assert width < 80 or not [line for line in lines if line != line.rstrip()]
    assert max(map(len, lines)) <= width


def test_text_of_strangers_cannot_steer_the_terminal(show: Callable[..., str]) -> None:
    evil = "\x1b[2J[bold]"
    odd = Value(evil, (1,), evil)
    report = TraceReport(
        "",
        evil,
        evil,
        evil,
        {evil: 1},
        (TraceRow(0, 1, evil, evil, (odd,), (evil,)), TraceRow(0, 0, "", "", folded=(evil,))),
        Failure("run", evil, evil, 1, 0, (odd,)),
        evil,
        evil,
    )
    for width in (80, 200):
        text = show(trace(report), width=width)
        assert "\x1b" not in text
        assert "[bold]" in text


def test_a_document_has_rows_values_and_letters() -> None:
    document = trace_document(TRACE)
    assert (document["schema"], document["passed"], document["error"]) == (1, True, None)
    first = document["rows"][0]
    assert (first["line"], first["code"], first["is_head"]) == (78, "Net.forward", True)
    assert first["values"][0]["shape"] == (2, 7, 12)
    assert first["values"][0]["letters"] == "(B, L, D)"
    assert trace_document(FAILED)["error"]["line"] == 32


def test_a_verdict_says_each_shape_comment() -> None:
    found = verdict_document(verdict(shapes=SHAPES))["shapes"]
    assert (found["right"], found["lines"]) == (1, 5)
    assert [comment["verdict"] for comment in found["comments"]][:2] == ["ok", "wrong"]
    assert verdict_document(verdict())["shapes"] is None
