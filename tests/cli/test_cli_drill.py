"""`kata drill`: the learner's editor, a check at every save, a summary at the end."""

import dataclasses
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from terminal import Terminal

from torchkata.catalog import kata_folders, load, reference_text
from torchkata.cli.drilling import editor
from torchkata.contracts import Card, Drill, Drilled, KataError
from torchkata.practice.drill import in_line, order
from torchkata.practice.place import Place
from torchkata.render.drill import summary

KATAS = load(kata_folders(os.environ))
TODAY = date(2026, 11, 21)
CARD = Card("", date(2026, 11, 20), date(2026, 11, 1), 3.0, 5.0, 2, 0)
EDITOR = """
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
print("writing", path.name, sys.argv[1])
if path.name.startswith("{right}"):
    path.write_text(pathlib.Path("{text}").read_text())
"""


@pytest.fixture
def drilled(desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A drill with an editor that writes the first kata and leaves the second as it is."""
    first = KATAS[0]
    desk.write("right.txt", f"# kata: {first.id}\n{reference_text(first)}")
    program = EDITOR.format(right=first.id, text=desk.folder / "right.txt")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv(
        "EDITOR", f"{sys.executable} {desk.write('an editor.py', program).name!r} -w"
    )
    terminal = Terminal(desk.folder, "drill", "--belt", "white", "--minutes", "9")
    yield terminal
    terminal.close()


def test_a_drill_from_the_first_kata_to_its_summary(desk, drilled: Terminal) -> None:
    first, second = KATAS[0].id, KATAS[1].id
    seen = drilled.until("q quit")
    assert f"writing {first}.py -w" in seen
    assert "same function as the reference" in seen
    assert "8 min" in seen
    drilled.press("n")
    assert f"{second}.py is as it was" in drilled.until("q quit")
    drilled.press("g")
    assert "comes back tomorrow" in drilled.until("q quit")
    drilled.press("q")
    seen = drilled.until("more in line")
    assert drilled.running.wait(10) == 0
    assert "1 of 2 passed" in seen
    assert sorted(path.name for path in (desk.folder / "drill").iterdir()) == sorted(
        [f"{first}.py", f"{second}.py"]
    )


def test_the_summary_is_a_screen(golden) -> None:
    rounds = (
        Drilled("softmax", "blank", "passed", 3, 244.0, date(2026, 11, 25)),
        Drilled("cross_attention", "signatures", "gave up", 1, 610.0, date(2026, 11, 22)),
        Drilled("adam", "faded50", "open", 0, 30.0, None),
    )
    golden("drill", summary(Drill(rounds, 4, 884.0), today=TODAY))


def test_what_is_due_comes_first_and_what_is_known_not_at_all() -> None:
    katas = KATAS[:5]
    cards = {
        katas[0].id: dataclasses.replace(CARD, due=date(2026, 12, 1)),
        katas[3].id: CARD,
        katas[4].id: dataclasses.replace(CARD, due=date(2026, 11, 2)),
    }
    found = order(katas, cards, today=TODAY)
    assert [kata.id for kata in found] == [katas[n].id for n in (4, 3, 1, 2)]


def test_any_order_is_the_seeds(tmp_path: Path) -> None:
    place = Place(tmp_path, os.environ)
    lines = [in_line(place, belt="white", shuffle=seed, today=TODAY) for seed in (1, 1, 2, None)]
    names = [[kata.id for kata in line] for line in lines]
    assert names[0] == names[1] != names[2]
    assert sorted(names[0]) == sorted(names[3])


def test_visual_comes_before_editor_and_is_split_into_words() -> None:
    words = [sys.executable, "-c", "a b"]
    assert editor({"VISUAL": f"{sys.executable} -c 'a b'", "EDITOR": "vi"}) == words


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "no editor is named"),
        ({"EDITOR": " "}, "no editor is named"),
        ({"EDITOR": "no-such-editor -w"}, 'EDITOR names "no-such-editor -w", which is no command'),
        ({"VISUAL": "'"}, "No closing quotation"),
    ],
)
def test_without_an_editor_it_says_what_to_set(environ: dict[str, str], said: str) -> None:
    with pytest.raises(KataError, match=said):
        editor(environ)


def test_without_a_terminal_it_says_what_to_do(desk) -> None:
    ran = desk.kata("drill")
    assert ran.code == 2
    assert "a drill needs a terminal" in ran.err
