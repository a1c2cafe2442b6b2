"""The line on which one small change makes the attempt right."""

from collections import Counter
from collections.abc import Iterable, Iterator

from torchkata.coach.raised import led_there
from torchkata.coach.renamed import in_own_names
from torchkata.coach.values import signature
from torchkata.coach.view import View, first_operands, is_lookup
from torchkata.contracts import Departure, Edit
from torchkata.source.editing import applied, edits

ROUNDS = (  # the rank of changes, and on which of the lines they are tried
    (-2, 0, 200),
    (-1, 0, 20),
    (0, 0, 12),
    (1, 0, 8),
    (0, 12, 200),
    (2, 0, 2),
    (1, 8, 200),
    (2, 2, 8),
    (3, 0, 5),
)
ROUNDS_OF_RAISED = (
    (-3, 0, 16),
    (-2, 0, 20),
    (0, 0, 10),
    (1, 0, 3),
    (-1, 0, 6),
    (1, 3, 8),
    (4, 0, 6),
    (0, 10, 30),
    (2, 0, 2),
    (3, 0, 1),
    (1, 8, 20),
    (-1, 6, 20),
    (2, 2, 5),
    (3, 1, 3),
    (0, 30, 200),
    (1, 20, 200),
    (3, 3, 5),
)
MOST_CONFIRMED = 8
BORROWED = 3  # the rank of changes that take a step over from the reference
MOST_ON_LINE = 3  # that seemed right on one line and were not


def mended(view: View, first: Iterable[int]) -> Departure | None:
    """Where a change of one place is all that it takes, looked for in these lines first."""
    text, reference = view.evidence.texts[0], in_own_names(view.evidence)
    lines = list(dict.fromkeys(suspected(view, first)))
    confirmed, doubtful = 0, None
    refuted: Counter[int] = Counter()
    for rank, start, end in ROUNDS_OF_RAISED if view.evidence.has_raised else ROUNDS:
        waiting = edits(text, reference, lines[start:end], (rank,))
        while waiting:
            helps = view.evidence.mends(waiting)
            if not any(helps):
                if len(helps) < len(waiting):
                    return doubtful  # time is up
                break
            for edit in [e for e, seems in zip(waiting, helps, strict=False) if seems]:
                if edit.line not in view.odd and doubtful is not None:
                    continue
                if refuted[edit.line] == MOST_ON_LINE:
                    continue
                confirmed += 1
                refuted[edit.line] += 1
                if view.evidence.is_right(applied(text, edit)):
                    if edit.rank == BORROWED and edit.line == view.evidence.attempt.stopped:
                        return doubtful  # what was raised there says more
                    if edit.line in view.odd:
                        return at(edit)
                    doubtful = at(edit)  # it stands in the reference as it is
                if confirmed == MOST_CONFIRMED:
                    return doubtful
            rest = waiting[len(helps) :]
            waiting = [edit for edit in rest if refuted[edit.line] < MOST_ON_LINE]
    return doubtful


def at(edit: Edit) -> Departure:
    """The line, without what has to be changed on it."""
    words = "one change on this line makes everything right"
    return Departure(edit.spot, words, None, verified=True)


def suspected(view: View, first: Iterable[int]) -> Iterator[int]:
    """Lines of statements, the likeliest first."""
    recording = view.evidence.attempt
    if view.evidence.has_raised:
        yield from led_there(view, [line for line in first if line not in recording.callers])
    yield from dict.fromkeys([*first, *origins(view), *unknown(view), *parts_used(view)])
    yield from recording.statements
    yield from range(1, view.evidence.texts[0].count("\n") + 2)  # defaults stand on any line


def origins(view: View) -> Iterator[int]:
    """Statements with such values that are given nothing but what the reference has."""
    wrong = set(unknown(view))
    given = dict.fromkeys(wrong, True)
    for site, value in first_operands(view.evidence.attempt):
        if site.statement in wrong and not view.theirs.has(value):
            given[site.statement] = False
    yield from (line for line in dict.fromkeys(unknown(view)) if given[line])


def unknown(view: View, *, until: int | None = None) -> Iterator[int]:
    """Statements with values that are not right, in the order in which these came to be.

    What is only read comes after all that is computed. `until` the one on that line has come to
    its end for the last time.
    """
    sites, events = view.evidence.attempt.sites, view.evidence.attempt.events
    read: list[int] = []
    ends = [i for i, event in enumerate(events) if sites[event.site].statement == until]
    for event in events[: ends[-1] + 1] if ends else events:
        site = sites[event.site]
        is_telling = event.value.ndim or event.value.dtype.kind == "f"
        if site.is_operand or site.is_test or not is_telling:
            continue
        if not view.theirs.has_exactly(event.value) and signature(event.value) not in view.good:
            if site.is_name or is_lookup(site.text):
                read.append(site.statement)
            else:
                yield site.statement
    yield from read


def parts_used(view: View) -> Iterator[int]:
    """Where the attributes are made that these statements read."""
    recording = view.evidence.attempt
    lines = set(unknown(view))
    for site in recording.sites:
        made = recording.made(site.text, site.line) if site.statement in lines else None
        if made is not None:
            yield made
    yield from sorted(recording.making)
