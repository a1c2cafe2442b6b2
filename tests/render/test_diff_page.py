"""The page of a diff: one file that a browser shows as it is."""

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from screen_records import DIFF

from torchkata.contracts import Diff, DiffRow, RowKind
from torchkata.render.diff_page import page

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
EMPTY = {"meta", "br", "link", "img", "input", "hr"}


class Reading(HTMLParser):
    """Reads a page strictly: every element that is opened is closed again, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag not in EMPTY:
            self.open.append(tag)
        if tag == "td":
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells[-1] += data


def test_the_page_is_whole_and_loads_nothing() -> None:
    text = page(DIFF)
    read = Reading(text)
    assert (read.open, read.addresses) == ([], [])
    assert not re.search(r"https?:|url\(|@import|<script", text)
    assert "prefers-color-scheme: dark" in text


def test_the_page_has_every_row_with_its_sign_and_code() -> None:
    cells = Reading(page(DIFF)).cells
    rows = [cells[start : start + 5] for start in range(0, len(cells), 5)]
    assert [row[0] for row in rows[:5]] == [" ", "~", "-", "+", "="]
    assert [row[2] for row in rows] == [row.attempt.strip() for row in DIFF.rows]
    assert [row[4] for row in rows] == [row.reference.strip() for row in DIFF.rows]


def test_code_of_strangers_is_text() -> None:
    row = DiffRow(RowKind.CHANGED, 1, "x = '<script>alert(1)</script>'", 1, "x = a < b & c")
    text = page(Diff("k", "<b>.py", (row,)))
    assert "<script" not in text
    assert Reading(text).cells[2::2] == [row.attempt, row.reference]
    assert "&lt;b&gt;.py" in text


@pytest.mark.skipif(not BROWSER, reason="no chromium here")
def test_a_browser_shows_the_page(tmp_path: Path) -> None:
    file, picture = tmp_path / "diff.html", tmp_path / "diff.png"
    file.write_text(page(DIFF), encoding="utf-8")
    profile = f"--user-data-dir={tmp_path / 'profile'}"
    words = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", profile]
    shot = [f"--screenshot={picture}", "--window-size=1000,700", "--dump-dom"]
    done = subprocess.run(
        [*words, *shot, file.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )
    shown = Reading(done.stdout).cells
    assert "scores = q @ k.transpose(-2, -1)" in shown
    assert picture.stat().st_size > 10_000
