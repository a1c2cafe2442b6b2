"""Screens at 80 columns, held against golden files."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import RenderableType
from screen_records import (
    BRIEF,
    BRIEF_WITH_PARTS,
    DIFF,
    EVEN,
    FUSED,
    KATA,
    NOT_GRADED,
    PARTS,
    PICTURE,
    RAISED,
    SAME,
    SOFTMAX,
    UNEXPLAINED,
    WIDE,
    WRONG_SCALE,
    verdict,
)

from torchkata.contracts import (
    CHECK_NAMES,
    Check,
    Departure,
    Diff,
    DiffRow,
    Finding,
    HintsShown,
    Match,
    NewFile,
    Outcome,
    Overview,
    RowKind,
)
from torchkata.contracts import PracticeFile as File
from torchkata.render import brief, catalogue, practice
from torchkata.render.diff import OneColumn, SideBySide
from torchkata.render.marks import ASCII
from torchkata.render.parts import parts
from torchkata.render.picture import picture
from torchkata.render.verdict import verdict as verdict_screen

TODAY = date(2030, 5, 1)
FINDINGS = (
    Finding("torch", "2.13.0"),
    Finding("katas", "16", good=True),
    Finding("journal", "cannot be used", good=False, hint="set TORCH_KATA_HOME"),
)
FILES = (File(Path("b.py"), "softmax", 2.0), File(Path("a.py"), "linear", 1.0))
SCREENS: dict[str, RenderableType] = {
    "verdict_passed": verdict_screen(verdict()),
    "verdict_passed_with_remarks": verdict_screen(FUSED),
    "verdict_wrong_scale": verdict_screen(WRONG_SCALE),
    "verdict_wrong_scale_plain": verdict_screen(WRONG_SCALE, ASCII),
    "verdict_raised": verdict_screen(RAISED),
    "verdict_raised_plain": verdict_screen(RAISED, ASCII),
    "verdict_raised_unexplained": verdict_screen(UNEXPLAINED),
    "verdict_not_graded": verdict_screen(NOT_GRADED),
    "diff": OneColumn(DIFF),
    "diff_plain": OneColumn(DIFF, ASCII),
    "diff_same": OneColumn(SAME),
    "diff_side": SideBySide(DIFF),
    "diff_side_plain": SideBySide(DIFF, ASCII),
    "picture": picture(PICTURE),
    "picture_plain": picture(PICTURE, ASCII),
    "picture_wide": picture(WIDE),
    "picture_even": picture(EVEN),
    "verdict_with_picture": verdict_screen(replace(WRONG_SCALE, picture=PICTURE)),
    "list": catalogue.catalogue([SOFTMAX, KATA]),
    "list_empty": catalogue.catalogue([]),
    "show": brief.brief(BRIEF),
    "show_with_parts": brief.brief(BRIEF_WITH_PARTS),
    "parts": parts(PARTS),
    "parts_plain": parts(PARTS, ASCII),
    "parts_one": parts(replace(PARTS, verdicts=PARTS.verdicts[:1], next_step="kata check vit.py")),
    "new": practice.new_file(NewFile(Path("softmax.py"), "softmax", "blank", None)),
    "new_kept": practice.new_file(
        NewFile(Path("softmax.py"), "softmax", "signatures", Path("softmax.py.bak"))
    ),
    "hint": practice.hints(HintsShown("softmax", 3, ((2, "Subtract the largest entry " * 4),))),
    "hint_last": practice.hints(HintsShown("softmax", 3, ((3, "Three lines."),))),
    "hint_none_left": practice.hints(HintsShown("softmax", 3, ())),
    "doctor": practice.findings(FINDINGS),
    "doctor_plain": practice.findings(FINDINGS, ASCII),
    "home": practice.overview(Overview((), 16, "kata new softmax"), today=TODAY),
    "home_with_files": practice.overview(Overview(FILES, 16, "kata check b.py"), today=TODAY),
}
PLAIN = [name for name in SCREENS if name.endswith("_plain")]


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(name: str, golden: Callable[[str, RenderableType], None]) -> None:
    golden(name, SCREENS[name])


WIDE_SCREENS = {"diff_120": OneColumn(DIFF), "diff_side_120": SideBySide(DIFF)}


@pytest.mark.parametrize("name", WIDE_SCREENS)
def test_wide_screens_are_as_agreed(
    name: str, golden_text: Callable[..., None], show: Callable[..., str]
) -> None:
    golden_text(name, show(WIDE_SCREENS[name], width=120), width=120)


@pytest.mark.parametrize("name", PLAIN)
def test_plain_screens_are_ascii(name: str, show: Callable[..., str]) -> None:
    assert show(SCREENS[name]).isascii()


@pytest.mark.parametrize("name", SCREENS)
def test_no_line_ends_in_spaces(name: str, show: Callable[..., str]) -> None:
    assert not [line for line in show(SCREENS[name]).splitlines() if line != line.rstrip()]


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("width", [20, 40, 200])
def test_screens_live_with_any_width(name: str, width: int, show: Callable[..., str]) -> None:
    assert show(SCREENS[name], width=width)


def test_code_too_long_for_its_column_goes_on_below(show: Callable[..., str]) -> None:
    text = show(SideBySide(DIFF), width=80)
    right = [line.split("│")[1] for line in text.splitlines() if "│" in line]
    joined = "".join("".join(right).split())
    assert "21scores=q@k.transpose(-2,-1)*self.head_dim**-0.522" in joined


def test_text_of_strangers_is_never_markup(show: Callable[..., str]) -> None:
    failed = Check("builds", passed=False, message="x[bold]y[/bold] :smile: [red]")
    text = show(
        verdict_screen(verdict(Outcome.FAILED, checks=(failed,), output="[link=x]hm[/link]"))
    )
    assert "x[bold]y[/bold] :smile: [red]" in text
    assert "[link=x]hm[/link]" in text


def test_text_of_strangers_cannot_steer_the_terminal(show: Callable[..., str]) -> None:
    text = show(verdict_screen(verdict(output="\x1b[2Jgone\x07 \u202etxt \udc80")))
    assert "\\x1b[2Jgone\\x07 \\u202etxt \\udc80" in text


def test_the_line_where_it_departs_is_named(show: Callable[..., str]) -> None:
    text = show(verdict_screen(verdict(Outcome.FAILED, departure=Departure(31, "no scale"))))
    assert "line 31 of cross_attention.py: no scale" in text


def test_a_line_that_says_what_the_headline_says_is_named_only(show: Callable[..., str]) -> None:
    failed = Check("builds", passed=False, message="it raised ValueError")
    departure = Departure(31, "it raised ValueError")
    text = show(verdict_screen(verdict(Outcome.FAILED, checks=(failed,), departure=departure)))
    assert "at line 31 of cross_attention.py\n" in text
    assert text.count("ValueError") == 1


def test_a_trivial_alignment_is_not_told(show: Callable[..., str]) -> None:
    assert "q_proj.weight" not in show(verdict_screen(FUSED)).split("your parameters")[1]


def test_a_long_alignment_is_cut_and_says_so(show: Callable[..., str]) -> None:
    matches = tuple(Match(f"heads.{n}", f"weight rows {n}-{n}") for n in range(40))
    text = show(verdict_screen(verdict(alignment=matches)))
    assert "… 28 more; --json names them all" in text
    assert "heads.12 " not in text


def test_wide_characters_keep_the_columns(show: Callable[..., str]) -> None:
    row = DiffRow(RowKind.CHANGED, 1, 's = "日本語" + "日本語日本語日本語日本語"', 1, "s = 1")
    lines = show(SideBySide(Diff("k", "k.py", (row,)))).splitlines()
    assert len({cell_len(line.split("│")[0]) for line in lines if "│" in line}) == 1


@pytest.mark.parametrize(("width", "lines"), [(130, 1), (80, 2), (40, 4)])
def test_the_checks_take_as_few_lines_as_there_is_room_for(
    width: int, lines: int, show: Callable[..., str]
) -> None:
    text = show(verdict_screen(verdict()), width=width)
    told = [line for line in text.splitlines() if line.startswith("  ✓ ")]
    assert len(told) == lines
    assert all(name in text for name in CHECK_NAMES)
