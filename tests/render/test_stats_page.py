"""The page of `kata stats --html`: whole, by itself, and drawn by a real browser."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from journal_records import NEWCOMER, STATS
from page_reader import BROWSER, Page, in_browser

from torchkata.render.stats_page import page


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
    found = in_browser(page(STATS), tmp_path)
    assert len(found.named("svg")) == len(Page(page(STATS)).named("svg"))
    assert "to renew: conv2d, linear" in found.words
