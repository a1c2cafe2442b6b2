"""Lines that are written without rich look as rich would draw them."""

from collections.abc import Callable
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from torchkata.render.layout import columns
from torchkata.render.sheet import Sheet
from torchkata.render.text import THEME

STYLES = st.sampled_from(["", "good", "bad", "dim"])
WORDS = st.lists(st.text("abc,-é漢→", min_size=1, max_size=30), max_size=8).map(" ".join)
WIDTHS = st.integers(30, 120)
LEAD = (("✓ ", "good"), ("softmax  ", ""))


def drawn(renderable: object, width: int, *, colored: bool) -> str:
    """What a console of rich writes."""
    file = StringIO()
    color = "standard" if colored else None
    Console(
        file=file,
        width=width,
        color_system=color,
        force_terminal=colored,
        theme=THEME,
        highlight=False,
        _environ={},
    ).print(renderable)
    return file.getvalue()


@given(WORDS, STYLES, WIDTHS, st.booleans())
def test_a_sheet_is_written_as_rich_writes_it(
    words: str, style: str, width: int, colored: bool
) -> None:
    sheet = Sheet([((), ("a heading", "")), (LEAD, (words, style))])
    assert sheet.text(width, colored=colored) == drawn(sheet, width, colored=colored)


@given(WORDS, WIDTHS)
def test_lines_hang_as_other_screens_do(words: str, width: int) -> None:
    sheet = Sheet([(LEAD, (words, ""))])
    others = columns([(Text("✓ softmax"), Text(words))], indent=0)
    assert sheet.text(width, colored=False) == drawn(others, width, colored=False)


@given(WORDS, WIDTHS)
def test_no_line_is_wider_or_ends_in_spaces(words: str, width: int) -> None:
    for row in Sheet([(LEAD, (words, "dim"))]).rows(width):
        line = "".join(text for text, _ in row)
        assert Text(line).cell_len <= width
        assert line == line.rstrip()


def test_wide_letters_count_twice(show: Callable[..., str]) -> None:
    sheet = Sheet([((), ("漢字 漢字 漢字 漢字 漢字", ""))])
    assert show(sheet, width=20) == "漢字 漢字 漢字 漢字\n漢字\n"


def test_what_has_no_room_beside_stands_below() -> None:
    text = Sheet([(LEAD, ("shapes, masks", "dim"))]).text(20, colored=False)
    assert text == "✓ softmax\n    shapes, masks\n"


@given(st.integers(24, 60))
def test_what_stands_first_is_folded_where_it_is_too_wide(width: int) -> None:
    lead = (("✓ ", "good"), ("rectified_flow           Rectified flow, in one step  ", ""))
    sheet = Sheet([(lead, ("training, sampling", "dim"))])
    rows = sheet.text(width, colored=False).splitlines()
    assert max(map(len, rows)) <= width
    assert " ".join(" ".join(rows).split()) == (
        "✓ rectified_flow Rectified flow, in one step training, sampling"
    )
