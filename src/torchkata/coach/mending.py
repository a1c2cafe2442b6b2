"""The line on which one small change makes the attempt right."""

from collections.abc import Iterable, Iterator

from torchkata.coach.view import View
from torchkata.contracts import Departure, Edit
from torchkata.source.editing import applied, edits

RANKS = (0, 1, 2)
MOST_LINES = (40, 40, 5)  # on which changes of each rank are tried
MOST_CONFIRMED = 8


def mended(view: View, first: Iterable[int]) -> Departure | None:
    """Where a change of one place is all that it takes, looked for in these lines first."""
    text, reference = view.evidence.texts
    lines = list(dict.fromkeys(suspected(view, first)))
    confirmed = 0
    for rank, most in zip(RANKS, MOST_LINES, strict=True):
        waiting = edits(text, reference, lines[:most], (rank,))
        while waiting and confirmed < MOST_CONFIRMED:
            helps = view.evidence.mends(waiting)
            if not any(helps):
                if len(helps) < len(waiting):
                    return None
                break
            for edit, seems in zip(waiting, helps, strict=False):
                if seems:
                    confirmed += 1
                    if view.evidence.is_right(applied(text, edit)):
                        return at(edit)
            waiting = waiting[len(helps) :]
    return None


def at(edit: Edit) -> Departure:
    """The line, without what has to be changed on it."""
    words = "one change on this line makes everything right"
    return Departure(edit.line, words, None, verified=True)


def suspected(view: View, first: Iterable[int]) -> Iterator[int]:
    """Lines of statements, the likeliest first."""
    recording = view.evidence.attempt
    yield from dict.fromkeys([*first, *unknown(view), *parts_used(view)])
    yield from (s for s in recording.statements)


def unknown(view: View) -> Iterator[int]:
    """Statements with values that the reference has not, in order."""
    for passes in view.attempt:
        is_telling = passes.values[0].ndim or passes.values[0].dtype.kind == "f"
        if is_telling and not view.theirs.has_all(passes):
            yield passes.site.statement


def parts_used(view: View) -> Iterator[int]:
    """Where the attributes are made that these statements read."""
    recording = view.evidence.attempt
    lines = set(unknown(view))
    for site in recording.sites:
        if site.statement in lines and site.text in recording.attributes:
            yield recording.attributes[site.text]
    yield from recording.attributes.values()
