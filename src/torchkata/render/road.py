"""The katas as a graph in a terminal: belt by belt, or the way to one of them."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from torchkata.contracts import Road, State, Stop
from torchkata.render.layout import columns, indented
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.text import shown
from torchkata.render.tree import Branch, Place, Tree, places

STYLES = {State.NEW: "", State.BEGUN: "dim", State.DONE: "good", State.DUE: "bad"}


def road(road: Road, marks: Marks = UNICODE) -> RenderableType:
    """Belts, in each a tree: below a kata what needs it, and beside it what it needs besides."""
    parts: list[RenderableType] = []
    for belt, members in groupby(road.stops, key=lambda stop: stop.belt):
        stops = list(members)
        n_passed = sum(stop.passed for stop in stops)
        parts += [
            Text(f"{belt.value}  {n_passed} of {len(stops)} passed"),
            Tree(tuple(_belt(stops, marks))),
        ]
    return Group(*parts, *_footer(road, road.stops, marks))


def way(road: Road, stop: Stop, marks: Marks = UNICODE) -> RenderableType:
    """One kata, below it what it needs, below that what those need; then what it opens."""
    before = road.way(stop.kata)
    by_name = {one.kata: one for one in before}
    drawn: set[str] = set()

    def needs(name: str) -> Sequence[str]:
        """What a kata needs, where that is not drawn already."""
        if name in drawn:
            return ()
        drawn.add(name)
        return by_name[name].needs

    rows: list[Branch] = []
    for place in places([stop.kata], needs, marks):
        one = by_name[place.name]
        is_repeated = bool(one.needs) and any(row.place.name == place.name for row in rows)
        words = f"{one.belt.value}, as above" if is_repeated else one.belt.value
        rows.append(Branch(_sign(one, marks), place, shown(words, "dim")))
    heading = f"{stop.kata}: {stop.title} {marks.dot} {stop.belt.value} belt"
    return Group(shown(heading), Tree(tuple(rows)), *_opens(stop), *_footer(road, before, marks))


def main_need(stop: Stop, within: Sequence[Stop]) -> str | None:
    """The one of a kata's needs under which it is drawn: the last on the road, in its belt."""
    names = [other.kata for other in within if other.kata in stop.needs]
    return names[-1] if names else None


def _belt(stops: Sequence[Stop], marks: Marks) -> Iterable[Branch]:
    by_name = {stop.kata: stop for stop in stops}
    parents = {stop.kata: main_need(stop, stops) for stop in stops}
    roots = [name for name, parent in parents.items() if parent is None]

    def children(name: str) -> Sequence[str]:
        return [child for child, parent in parents.items() if parent == name]

    for place in places(roots, children, marks):
        stop = by_name[place.name]
        yield Branch(_sign(stop, marks), place, _besides(stop, place, parents, marks))


def _besides(stop: Stop, place: Place, parents: dict[str, str | None], marks: Marks) -> Text:
    """What a kata needs besides the one that it is drawn under."""
    names = [name for name in stop.needs if name != parents[place.name]]
    return shown(f"{marks.needs} {', '.join(names)}" if names else "", "dim")


def _sign(stop: Stop, marks: Marks) -> Text:
    sign = marks.open if stop.is_open else _signs(marks)[stop.state]
    return Text(sign, style=STYLES[stop.state])


def _signs(marks: Marks) -> dict[State, str]:
    return {State.NEW: "", State.BEGUN: marks.begun, State.DONE: marks.done, State.DUE: marks.due}


def _opens(stop: Stop) -> list[RenderableType]:
    if not stop.opens:
        return []
    return [columns([(Text("opens"), shown(", ".join(stop.opens)))])]


def _footer(road: Road, stops: Sequence[Stop], marks: Marks) -> list[RenderableType]:
    """How many there are of each sign, and the next command."""
    counts = {
        f"{marks.done} ## done": sum(stop.state is State.DONE for stop in stops),
        f"{marks.begun} ## begun": sum(stop.state is State.BEGUN for stop in stops),
        f"{marks.due} ## due": sum(stop.state is State.DUE for stop in stops),
        f"{marks.open} ## open to you": sum(stop.is_open for stop in stops),
    }
    total = "1 kata" if len(stops) == 1 else f"{len(stops)} katas"
    told = [words.replace("##", str(count)) for words, count in counts.items() if count]
    line = f"{total}: {', '.join(told)}" if told else total
    return [indented(Text(line), 0), shown(f"next: {road.next_step}")]
