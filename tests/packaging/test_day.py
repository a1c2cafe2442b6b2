"""The recorded day: its screens are golden files, its pictures are those of the README.

`pytest --update-golden` writes both anew, as is needed after a change of the katas, too: some
screens count them.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).parents[2] / "demo"))
import day
import pictures
from shell import DRAWN, Frame, Shell

from torchkata.cli.watching import HOME, MORE, RUNS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"!\[([^\]]*)\]\((\S+)\)", README)


@pytest.fixture(scope="module")
def walked() -> Iterator[tuple[dict[str, Frame], str]]:
    """Every screen of the day by name, and the recording."""
    with day.desk() as shell:
        frames = {frame.name: frame for frame in day.walk(shell)}
        yield frames, shell.cast("A day")


def test_every_screen_of_the_day_is_as_agreed(walked, golden_text: Callable[..., None]) -> None:
    frames, _ = walked
    for number, frame in enumerate(frames.values(), 1):
        golden_text(f"day/{number:02d}_{frame.name}", day.masked(frame.text))


def test_the_pictures_of_the_readme_are_screens_of_the_day(
    walked, request: pytest.FixtureRequest
) -> None:
    frames, _ = walked
    if request.config.getoption("--update-golden"):
        pictures.write(frames.values(), ROOT / "docs/pictures")
    for name in pictures.PICTURES:
        drawn = (ROOT / f"docs/pictures/{name}.svg").read_text(encoding="utf-8")
        assert pictures.masked(drawn) == pictures.masked(pictures.picture(frames[name]))


def test_the_recording_is_what_asciinema_plays(walked) -> None:
    _, cast = walked
    head, *events = map(json.loads, cast.splitlines())
    assert (head["version"], head["width"]) == (2, 80)
    moments = [moment for moment, _, _ in events]
    assert moments == sorted(moments)
    assert {kind for _, kind, _ in events} == {"o"}
    assert "kata stats" in "".join(text for _, _, text in events)


def test_the_readme_shows_every_picture_and_says_what_is_on_it() -> None:
    assert [path for _, path in SHOWN] == [f"docs/pictures/{n}.svg" for n in pictures.PICTURES]
    assert [words for words, _ in SHOWN if len(words) < 20] == []


@pytest.mark.parametrize("name", pictures.PICTURES)
def test_a_picture_asks_nothing_of_the_web(name: str) -> None:
    drawn = (ROOT / f"docs/pictures/{name}.svg").read_text(encoding="utf-8")
    links = re.findall(r"https?://[^\"' )]+", drawn)
    assert set(links) == {"http://www.w3.org/2000/svg"}
    assert "@font-face" not in drawn
    assert "@import" not in drawn


def test_a_command_that_ends_otherwise_is_told_with_its_screen(tmp_path: Path) -> None:
    shell = Shell(tmp_path, {"PATH": os.environ["PATH"]})
    try:
        with pytest.raises(RuntimeError, match=r"`ls nothing` ended with \d+, not 0") as told:
            shell.run("ls nothing")
    finally:
        shell.close()
    assert "$ ls nothing\n" in str(told.value)
    assert "No such file" in str(told.value)


def test_a_screen_is_waited_for_until_its_command_has_ended(tmp_path: Path) -> None:
    screens = [f"kata check{RUNS}gelu.py", f"the beginning\n{MORE}", "the whole"]
    program = tmp_path / "slow.py"
    program.write_text(
        "import sys, time\n"
        f"for screen in {screens}:\n"
        f"    sys.stdout.write({HOME!r} + screen + {DRAWN!r})\n"
        "    sys.stdout.flush()\n"
        "    time.sleep(0.2)\n",
        encoding="utf-8",
    )
    shell = Shell(tmp_path, {"PATH": os.environ["PATH"]})
    try:
        shell.begin(f"{sys.executable} {program}")
        shell.drawn()
        assert shell.frame("slow").lines[0].startswith("the whole")
        shell.end()
    finally:
        shell.close()
