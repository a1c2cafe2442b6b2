"""The road for programs."""

from torchkata.contracts import Road, Stop
from torchkata.render.documents import SCHEMA, Document


def road(road: Road, kata: str | None) -> Document:
    """Every kata in order, or those on the way to one, with what it needs and what it opens."""
    stops = road.stops if kata is None else road.way(kata)
    return {
        "schema": SCHEMA,
        "kata": kata,
        "katas": [_stop(stop) for stop in stops],
        "next": road.next_step,
    }


def _stop(stop: Stop) -> Document:
    return {
        "name": stop.kata,
        "title": stop.title,
        "belt": stop.belt.value,
        "state": stop.state.value,
        "due": stop.due and stop.due.isoformat(),
        "passed": stop.passed,
        "open": stop.is_open,
        "needs": list(stop.needs),
        "opens": list(stop.opens),
    }
