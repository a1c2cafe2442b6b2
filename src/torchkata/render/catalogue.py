"""The catalogue by belt."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from torchkata.contracts import Kata, Standing, State
from torchkata.render.harmless import harmless
from torchkata.render.marks import UNICODE, Marks
from torchkata.render.sheet import Line, Sheet, Span, cells, padded

NOBODYS: Mapping[str, Standing] = {}  # the standings of a newcomer
STATE_STYLES = {State.NEW: "", State.BEGUN: "dim", State.DONE: "good", State.DUE: "bad"}


def catalogue(
    katas: Sequence[Kata], marks: Marks = UNICODE, standings: Mapping[str, Standing] = NOBODYS
) -> Sheet:
    """Katas under their belts, in the order of the road; with a sign where one is not new."""
    if not katas:
        return Sheet([((), ("no kata is like that", ""))])
    names = [harmless(kata.id) for kata in katas]
    titles = [harmless(kata.title) for kata in katas]
    name_width, title_width = max(map(cells, names)), max(map(cells, titles))
    lines: list[Line] = []
    for belt, members in groupby(zip(katas, names, titles, strict=True), lambda row: row[0].belt):
        lines.append(((), (belt.value, "")))
        for kata, name, title in members:
            told = f"{padded(name, name_width)}  {padded(title, title_width)}  "
            concepts = harmless(", ".join(kata.concepts)), "dim"
            lines.append(((_sign(kata, standings, marks), (told, "")), concepts))
    lines.append(((), (_summary(katas, standings, marks), "")))
    return Sheet(lines)


def _sign(kata: Kata, standings: Mapping[str, Standing], marks: Marks) -> Span:
    """The kata's state, in front of its name."""
    state = standings[kata.id].state if kata.id in standings else State.NEW
    return f"{_signs(marks)[state]:2}", STATE_STYLES[state]


def _signs(marks: Marks) -> dict[State, str]:
    return {State.NEW: "", State.BEGUN: marks.begun, State.DONE: marks.done, State.DUE: marks.due}


def _summary(katas: Sequence[Kata], standings: Mapping[str, Standing], marks: Marks) -> str:
    """How many there are, how far they are, and what to type next."""
    count = "1 kata" if len(katas) == 1 else f"{len(katas)} katas"
    counts = ", ".join(_counts(katas, standings, marks))
    told = f"{count}: {counts}" if counts else count
    step = "kata today" if " due" in counts else "kata show NAME"
    return f"{told} {marks.dot} next: {step}"


def _counts(
    katas: Sequence[Kata], standings: Mapping[str, Standing], marks: Marks
) -> Iterator[str]:
    states = [standings[kata.id].state for kata in katas if kata.id in standings]
    for state in (State.DONE, State.BEGUN, State.DUE):
        if count := states.count(state):
            yield f"{_signs(marks)[state]} {count} {state.value}"
