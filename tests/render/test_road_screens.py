"""`kata road` at 80 columns, as a document, and as a page drawn by a real browser."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reader import BROWSER, Page, in_browser
from rich.console import RenderableType
from road_records import ROAD, STOPS

from torchkata.contracts import Road
from torchkata.render import road_documents
from torchkata.render.marks import ASCII, UNICODE
from torchkata.render.road import road, way
from torchkata.render.road_chart import HEIGHT, WIDTH
from torchkata.render.road_page import page
from torchkata.render.tree import places

SCREENS: dict[str, RenderableType] = {
    "road": road(ROAD),
    "road_plain": road(ROAD, ASCII),
    "road_way": way(ROAD, ROAD["encoder_block"]),
    "road_way_plain": way(ROAD, ROAD["encoder_block"], ASCII),
    "road_way_short": way(ROAD, ROAD["softmax"]),
    "road_empty": road(Road((), "kata doctor")),
}
NAMES = [stop.kata for stop in STOPS]
EDGES = sum(len(stop.needs) for stop in STOPS)


@pytest.mark.parametrize("name", SCREENS)
def test_screen_is_as_agreed(name: str, golden: Callable[[str, RenderableType], None]) -> None:
    golden(name, SCREENS[name])


@pytest.mark.parametrize("name", [name for name in SCREENS if name.endswith("_plain")])
def test_plain_screens_are_ascii(name: str, show: Callable[..., str]) -> None:
    assert show(SCREENS[name]).isascii()


@pytest.mark.parametrize("width", [20, 40, 200])
@pytest.mark.parametrize("name", SCREENS)
def test_screens_live_with_any_width(name: str, width: int, show: Callable[..., str]) -> None:
    assert show(SCREENS[name], width=width)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_no_line_ends_in_spaces(name: str, width: int, show: Callable[..., str]) -> None:
    lines = show(SCREENS[name], width=width).splitlines()
    assert lines == [line.rstrip() for line in lines]


def test_every_kata_and_every_need_is_on_the_screen_once(show: Callable[..., str]) -> None:
    text = show(SCREENS["road"], width=200)
    before_arrow = [line.split("←")[0].split() for line in text.splitlines()]
    assert sorted(words[-1] for words in before_arrow if words and words[-1] in NAMES) == sorted(
        NAMES
    )
    besides = sum(len(line.split("←")[1].split(",")) for line in text.splitlines() if "←" in line)
    assert besides + text.count("├─") + text.count("└─") == EDGES


def test_lines_of_the_tree_go_on_beside_words_that_wrap(show: Callable[..., str]) -> None:
    text = show(SCREENS["road_plain"], width=50)
    lines = text.splitlines()
    model = next(n for n, line in enumerate(lines) if "a_model" in line)
    assert lines[model + 1].split()[0] not in NAMES


@given(st.lists(st.integers(min_value=-1, max_value=20), max_size=20))
def test_a_tree_has_a_line_for_each_child(parents: list[int]) -> None:
    known = [min(parent, number - 1) for number, parent in enumerate(parents)]
    roots = [str(n) for n, parent in enumerate(known) if parent < 0]

    def children(name: str) -> list[str]:
        return [str(n) for n, parent in enumerate(known) if parent == int(name)]

    found = list(places(roots, children, UNICODE))
    assert sorted(int(place.name) for place in found) == list(range(len(parents)))
    joints = sum(place.lead.count("├─") + place.lead.count("└─") for place in found)
    assert joints == len(parents) - len(roots)


def test_the_way_holds_what_comes_before_and_nothing_else() -> None:
    assert [stop.kata for stop in ROAD.way("self_attention")] == [
        "softmax",
        "split_heads",
        "merge_heads",
        "attention",
        "self_attention",
    ]


def test_the_document_says_what_each_kata_needs_and_opens() -> None:
    whole = json.loads(json.dumps(road_documents.road(ROAD, None)))
    assert [kata["name"] for kata in whole["katas"]] == NAMES
    assert whole["katas"][2] == {
        "name": "merge_heads",
        "title": "Merge heads",
        "belt": "white",
        "state": "due",
        "due": "2030-04-30",
        "passed": True,
        "open": False,
        "needs": ["split_heads"],
        "opens": ["self_attention"],
    }
    one = road_documents.road(ROAD, "attention")
    assert (one["schema"], one["kata"], len(one["katas"])) == (1, "attention", 3)


def test_the_page_is_whole_and_loads_nothing() -> None:
    found = Page(page(ROAD))
    assert found.open == []
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in found.seen}
    assert not [a for _, attributes in found.seen for a in ("src", "href") if a in attributes]


def test_the_chart_has_a_box_for_each_kata_and_a_line_for_each_need() -> None:
    chart = ET.fromstring(re.search("<svg.*</svg>", page(ROAD), re.DOTALL)[0])  # type: ignore[index]
    boxes = [box for box in chart.iter("rect") if box.get("height") == str(HEIGHT)]
    assert len(boxes) == len(NAMES)
    lines = [line for line in chart.iter("path") if "edge" in str(line.get("class"))]
    assert len(lines) == EDGES
    spots = sorted((int(str(box.get("y"))), int(str(box.get("x")))) for box in boxes)
    for (y, x), (other_y, other_x) in pairwise(spots):
        assert other_y >= y + HEIGHT or other_x >= x + WIDTH  # none lies on another
    for line in lines:
        (_, start), (_, end) = (
            (float(a), float(b)) for a, b in re.findall(r"(\d+),(\d+)", str(line.get("d")))[::3]
        )
        assert start < end  # downwards, from what is needed


def test_a_page_on_one_kata_draws_its_way_only() -> None:
    found = Page(page(ROAD, "layer_norm"))
    assert len(found.named("g")) == 2


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here")
def test_a_browser_draws_the_road(tmp_path: Path) -> None:
    found = in_browser(page(ROAD), tmp_path)
    assert len(found.named("g")) == len(NAMES)
    assert "X[bold]<script>: new" not in found.words
    assert "x[bold]<script>: new" in found.words
