"""The road as inline SVG: a band for each belt, a line from a kata to each one that needs it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from torchkata.contracts import State, Stop

MOST_IN_ROW = 7
WIDTH, HEIGHT = 158, 28  # of a kata, in pixels
ACROSS, DOWN = 14, 36  # between katas
EDGE, TOP = 12, 30  # around the katas of a belt
SWEEPS = 4  # over the rows, to put katas near what they need and what needs them
SIGNS = {State.NEW: "", State.BEGUN: "· ", State.DONE: "✓ ", State.DUE: "! "}

Row = list[Stop]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a kata is drawn: its upper left corner."""

    x: float
    y: float


def chart(stops: Sequence[Stop], ways: Mapping[str, set[str]]) -> str:
    """The whole graph; `ways` holds for each kata everything that comes before it, and itself.

    Where the pointer rests on a kata, its way stands out.
    """
    bands = [rows_of(list(members)) for _, members in groupby(stops, key=lambda s: s.belt)]
    settle([row for rows in bands for row in rows])
    bands = [[part for row in rows for part in broken(row)] for rows in bands]
    longest = max((len(row) for rows in bands for row in rows), default=0)
    width = 2 * EDGE + longest * (WIDTH + ACROSS) - ACROSS
    spots: dict[str, Spot] = {}
    belts, top = [], 0.0
    for rows in bands:
        height = TOP + len(rows) * (HEIGHT + DOWN) - DOWN + EDGE
        belts.append(_band(rows, top, width, height))
        spots |= spots_of(rows, top + TOP, width)
        top += height + EDGE
    numbers = {stop.kata: number for number, stop in enumerate(stops)}
    parts = [_style(len(stops)), *belts, *_edges(stops, spots, ways, numbers)]
    parts += [_kata(stop, spots[stop.kata], numbers, ways) for stop in stops]
    return (
        f'<svg role="img" aria-label="katas and what they need" width="{width}" '
        f'height="{top:.0f}" viewBox="0 0 {width} {top:.0f}">{"".join(parts)}</svg>'
    )


def rows_of(stops: Row) -> list[Row]:
    """The katas of a belt in rows, each below all that it needs of that belt."""
    steps: dict[str, int] = {}
    for stop in stops:  # in the order of the road: what one needs comes before it
        steps[stop.kata] = max((steps[name] + 1 for name in stop.needs if name in steps), default=0)
    count = max(steps.values(), default=-1) + 1
    return [[stop for stop in stops if steps[stop.kata] == step] for step in range(count)]


def settle(rows: list[Row]) -> None:
    """Order each row by where its neighbours are, downwards and upwards in turn."""
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            at = {
                stop.kata: (place + 0.5) / len(other)
                for other in rows
                for place, stop in enumerate(other)
            }
            row.sort(key=lambda stop: _middle(stop, at, sweep))


def broken(row: Row) -> Iterator[Row]:
    """A row in as many as there is room for, about equally long."""
    count = -(-len(row) // MOST_IN_ROW)
    size = -(-len(row) // count)
    for first in range(0, len(row), size):
        yield row[first : first + size]


def spots_of(rows: Sequence[Row], top: float, width: float) -> dict[str, Spot]:
    """Rows one below the other, each in the middle."""
    spots = {}
    for number, row in enumerate(rows):
        left = (width - len(row) * (WIDTH + ACROSS) + ACROSS) / 2
        for place, stop in enumerate(row):
            x, y = left + place * (WIDTH + ACROSS), top + number * (HEIGHT + DOWN)
            spots[stop.kata] = Spot(x, y)
    return spots


def _middle(stop: Stop, at: Mapping[str, float], sweep: int) -> float:
    """The mean place of what a kata needs, in upward sweeps of what needs it."""
    names = stop.needs if sweep % 2 == 0 else stop.opens
    known = [at[name] for name in names if name in at]
    return sum(known) / len(known) if known else at[stop.kata]


def _band(rows: Sequence[Row], top: float, width: float, height: float) -> str:
    stops = [stop for row in rows for stop in row]
    n_passed = sum(stop.passed for stop in stops)
    words = f"{stops[0].belt.value}: {n_passed} of {len(stops)} passed"
    return (
        f'<rect class="belt" y="{top:.0f}" width="{width}" height="{height:.0f}" rx="8"/>'
        f'<text class="name" x="{EDGE}" y="{top + 19:.0f}">{words}</text>'
    )


def _edges(
    stops: Sequence[Stop],
    spots: Mapping[str, Spot],
    ways: Mapping[str, set[str]],
    numbers: Mapping[str, int],
) -> Iterator[str]:
    for stop in stops:
        on_way = " ".join(f"to{numbers[name]}" for name in ways if stop.kata in ways[name])
        for need in stop.needs:
            if need not in spots:
                continue
            start, end = spots[need], spots[stop.kata]
            x1, y1 = start.x + WIDTH / 2, start.y + HEIGHT
            x2, y2 = end.x + WIDTH / 2, end.y
            bend = max(DOWN, abs(y2 - y1) / 3)
            path = f"M{x1:.0f},{y1:.0f} C{x1:.0f},{y1 + bend:.0f} {x2:.0f},{y2 - bend:.0f} "
            yield f'<path class="edge {on_way}" d="{path}{x2:.0f},{y2:.0f}"/>'


def _kata(stop: Stop, spot: Spot, numbers: Mapping[str, int], ways: Mapping[str, set[str]]) -> str:
    number = numbers[stop.kata]
    on_way = " ".join(f"to{numbers[name]}" for name in ways if stop.kata in ways[name])
    state = "open" if stop.is_open else stop.state.value
    sign = "○ " if stop.is_open else SIGNS[stop.state]
    told = f"{stop.title}: {state}" + (f", due {stop.due}" if stop.due else "")
    return (
        f'<g id="k{number}" class="kata {state} {on_way}"><title>{escape(told)}</title>'
        f'<rect x="{spot.x:.0f}" y="{spot.y:.0f}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
        f'<text x="{spot.x + WIDTH / 2:.0f}" y="{spot.y + 18.5:.1f}">'
        f"{sign}{escape(stop.kata)}</text></g>"
    )


def _style(count: int) -> str:
    """A rule for each kata: while the pointer rests on it, the rest of the graph fades."""
    rules = "".join(
        f"svg:has(#k{n}:hover) .edge:not(.to{n}),svg:has(#k{n}:hover) .kata:not(.to{n})"
        "{opacity:.15}"
        f"svg:has(#k{n}:hover) .edge.to{n}{{stroke:var(--ink);opacity:1}}"
        for n in range(count)
    )
    return f"<style>{rules}</style>"
