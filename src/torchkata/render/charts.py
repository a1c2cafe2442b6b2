"""Charts as inline SVG: they take their colours from the page's style."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from torchkata.contracts import Stats
from torchkata.render.stats import MOST_WEEKS, month_names, shade_of, weeks

CELL, GAP = 11, 3  # of the calendar, in pixels
STEP = CELL + GAP
LEFT, TOP = 30, 18  # room for the names of days and months
CHART_WIDTH, CHART_HEIGHT, EDGE = 180, 40, 4
BAR_WIDTH, BAR_HEIGHT = 240, 14


def calendar(stats: Stats) -> str:
    """A year of days, a column a week; each day tells its count where the pointer rests."""
    mondays = weeks(stats.today, MOST_WEEKS)
    counts = dict(stats.days)
    parts = [
        _day(stats.today, monday + timedelta(days=weekday), column, counts)
        for column, monday in enumerate(mondays)
        for weekday in range(7)
    ]
    parts += [
        _text(0, TOP + n * STEP + 9, name) for n, name in ((0, "Mon"), (2, "Wed"), (4, "Fri"))
    ]
    names = month_names(mondays)
    parts += [
        _text(LEFT + place * STEP, 10, names[place : place + 3])
        for place in range(len(names))
        if names[place].isupper()
    ]
    return _svg(LEFT + MOST_WEEKS * STEP, TOP + 7 * STEP, "checks a day", parts)


def line(values: Sequence[float], *, most: float, label: str) -> str:
    """A small line chart from 0 to `most`; the last value is marked."""
    inner_width, inner_height = CHART_WIDTH - 2 * EDGE, CHART_HEIGHT - 2 * EDGE
    step = inner_width / max(1, len(values) - 1)
    points = [
        (EDGE + place * step, EDGE + inner_height * (1 - value / most if most else 1))
        for place, value in enumerate(values)
    ]
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    parts = [f'<polyline class="line" points="{drawn}"/>']
    parts += [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in points[-1:]]
    return _svg(CHART_WIDTH, CHART_HEIGHT, label, parts)


def bar(share: float, *, label: str) -> str:
    """A bar that is filled from the left."""
    parts = [
        f'<rect class="shade0" width="{BAR_WIDTH}" height="{BAR_HEIGHT}" rx="3"/>',
        f'<rect class="shade4" width="{BAR_WIDTH * share:.1f}" height="{BAR_HEIGHT}" rx="3"/>',
    ]
    return _svg(BAR_WIDTH, BAR_HEIGHT, label, parts)


def _day(today: date, day: date, column: int, counts: dict[date, int]) -> str:
    if day > today:
        return ""
    count = counts.get(day, 0)
    x, y = LEFT + column * STEP, TOP + day.weekday() * STEP
    return (
        f'<rect class="shade{shade_of(count)}" x="{x}" y="{y}" width="{CELL}" height="{CELL}" '
        f'rx="2"><title>{day}: {count}</title></rect>'
    )


def _text(x: int, y: int, words: str) -> str:
    return f'<text x="{x}" y="{y}">{escape(words)}</text>'


def _svg(width: int, height: int, label: str, parts: Sequence[str]) -> str:
    drawn = "".join(parts)
    return (
        f'<svg role="img" aria-label="{escape(label)}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{drawn}</svg>'
    )
