"""The line on which one small change makes the attempt right."""

from collections.abc import Iterable, Iterator

from torchkata.coach.view import View
from torchkata.contracts import Departure, Edit
from torchkata.source.editing import applied, edits

MOST_RANK = 2
MOST_CONFIRMED = 4


def mended(view: View, first: Iterable[int]) -> Departure | None:
    """Where a change of one place is all that it takes, looked for in these lines first."""
    evidence = view.evidence
    found = edits(evidence.texts[0], evidence.texts[1])
    order = {line: place for place, line in enumerate(suspected(view, first))}
    ranked = [e for e in found if e.rank <= MOST_RANK]
    ranked.sort(key=lambda edit: (edit.rank, order.get(edit.line, len(order))))
    tried = 0
    for _ in range(MOST_CONFIRMED):
        helps = evidence.mends(ranked[tried:])
        if not any(helps):
            return None
        for edit, seems in zip(ranked[tried:], helps, strict=False):
            if seems and evidence.is_right(applied(evidence.texts[0], edit)):
                return at(edit, evidence.texts[0])
        tried += len(helps)
    return None


def at(edit: Edit, text: str) -> Departure:
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
        if not view.theirs.has_all(passes):
            yield passes.site.statement


def parts_used(view: View) -> Iterator[int]:
    """Where the attributes are made that these statements read."""
    recording = view.evidence.attempt
    lines = set(unknown(view))
    for site in recording.sites:
        if site.statement in lines and site.text in recording.attributes:
            yield recording.attributes[site.text]
    yield from recording.attributes.values()
