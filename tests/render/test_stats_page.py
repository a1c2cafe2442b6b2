"""The page of `kata stats --html`: whole, by itself, and drawn by a real browser."""

import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path

import pytest
from journal_records import NEWCOMER, STATS

from torchkata.render.stats_page import page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next((path for name in BROWSERS if (path := shutil.which(name))), None)
VOID = ("meta",)


class Page(HTMLParser):
    """Reads a page strictly: every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


@pytest.mark.parametrize("stats", [STATS, NEWCOMER], ids=["practised", "newcomer"])
def test_every_element_is_closed(stats) -> None:
    assert Page(page(stats)).open == []


def test_nothing_is_loaded_from_elsewhere() -> None:
    found = Page(page(STATS))
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in found.seen}
    assert not [a for _, attributes in found.seen for a in ("src", "href") if a in attributes]
    assert "url(" not in page(STATS)
    assert "@import" not in page(STATS)


def test_names_of_strangers_are_text() -> None:
    assert "x[bold]<script>" in Page(page(STATS)).words


def test_the_year_has_a_square_for_every_day_up_to_today() -> None:
    days = [a for a in Page(page(STATS)).named("rect") if a.get("width") == "11"]
    assert len(days) == 52 * 7 + STATS.today.weekday() + 1
    assert len([a for a in days if a["class"] == "shade4"]) == 3


def test_a_chart_goes_through_every_value_within_its_frame() -> None:
    lines = Page(page(STATS)).named("polyline")
    points = [tuple(map(float, p.split(","))) for p in str(lines[0]["points"]).split()]
    assert len(points) == 4
    heights = [y for _, y in points]
    assert heights == sorted(heights, reverse=True)  # recall rises, and y counts from above
    assert all(0 <= x <= 180 and 0 <= y <= 40 for x, y in points)


def test_charts_are_well_formed_svg() -> None:
    text = page(STATS)
    charts = text.split("<svg")[1:]
    assert charts
    for chart in charts:
        ET.fromstring("<svg" + chart.split("</svg>")[0] + "</svg>")


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_draws_the_page(tmp_path: Path) -> None:
    assert BROWSER is not None
    (tmp_path / "stats.html").write_text(page(STATS), encoding="utf-8")
    words = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile"]
    command = [BROWSER, *words, "--dump-dom", f"file://{tmp_path}/stats.html"]
    environ = {**os.environ, "HOME": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environ)
    found = Page(done.stdout)
    assert len(found.named("svg")) == len(Page(page(STATS)).named("svg"))
    assert "to renew: conv2d, linear" in found.words
