"""`kata road`: what builds on what, and how far along it the learner is."""

from dataclasses import replace
from datetime import date

from torchkata import catalog
from torchkata.contracts import Kata, KataError, Road, Standing, State, Stop
from torchkata.journal.progress import standings, suggestion
from torchkata.practice.keeping import journal
from torchkata.practice.place import Place


def road(place: Place, today: date) -> Road:
    """Every kata with its standing, and what to type next."""
    katas, trouble = place.katas(), ""
    touched: dict[str, bool] = {}
    known: dict[str, Standing] = {}
    try:
        memory = journal(place)
        touched = memory.touched()
        known = standings(touched, memory.cards(), today)
    except KataError as error:
        trouble = error.message
    stops = tuple(_stop(kata, katas, touched, known) for kata in katas)
    return Road(stops, _next_step(stops, suggestion(katas, touched)), trouble)


def way_to(place: Place, name: str, today: date) -> tuple[Road, Stop]:
    """The road, the kata on it that is called `name`, and the first step towards that."""
    kata = catalog.find(place.katas(), name)
    found = road(place, today)
    left = [stop.kata for stop in found.way(kata.id) if not stop.passed]
    if not left:
        return found, found[kata.id]
    is_here = (place.folder / f"{left[0]}.py").exists()
    step = f"kata check {left[0]}.py" if is_here else f"kata new {left[0]}"
    return replace(found, next_step=step), found[kata.id]


def _stop(
    kata: Kata,
    katas: tuple[Kata, ...],
    touched: dict[str, bool],
    known: dict[str, Standing],
) -> Stop:
    standing = known.get(kata.id, Standing(kata.id, State.NEW))
    is_ready = all(touched.get(name) for name in kata.prerequisites)
    return Stop(
        kata=kata.id,
        title=kata.title,
        belt=kata.belt,
        state=standing.state,
        due=standing.due,
        passed=touched.get(kata.id, False),
        is_open=standing.state is State.NEW and is_ready,
        needs=kata.prerequisites,
        opens=tuple(other.id for other in katas if kata.id in other.prerequisites),
    )


def _next_step(stops: tuple[Stop, ...], new: Kata | None) -> str:
    if any(stop.state is State.DUE for stop in stops):
        return "kata today"
    return f"kata new {new.id}" if new else "kata list"
