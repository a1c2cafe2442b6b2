"""`kata peek`, `kata give-up` and `kata show --solution`: the reference, and that it was seen."""

import re
from collections.abc import Sequence
from datetime import datetime

from torchkata import catalog
from torchkata.contracts import (
    Answer,
    Attempted,
    Began,
    Entry,
    Excerpt,
    Kata,
    KataError,
    Outcome,
    Peeked,
)
from torchkata.practice.keeping import events, journal, trouble_with
from torchkata.practice.place import Place

LINES = re.compile(r"(\d+)(?::(\d*))?|:(\d+)", re.ASCII)


def peek(
    place: Place, name: str, *, lines: str | None, method: str | None, now: datetime
) -> Excerpt:
    """Some lines of the reference: those asked for, a method, or the next statement.

    The next statement is the first that was not shown since the practice file was made: what one
    peeks at in turn is never more than is needed to go on.
    """
    kata = catalog.find(place.katas(), name)
    text = catalog.reference_text(kata)
    if lines is not None and method is not None:
        raise KataError("--lines and --method ask for different things", hint="give one of them")
    if lines is not None:
        first, last = _lines(lines, text)
    elif method is not None:
        first, last = _method(kata, text, method)
    else:
        first, last = _next(kata, text, _seen(events(place, kata)))
    shown = _excerpt(kata, text, first, last, "")
    kept = journal(place)
    trouble = trouble_with(
        lambda: kept.write_peek(kata.id, (first, last), whole=_is_whole(text, first, last), now=now)
    )
    return _excerpt(kata, text, first, last, trouble) if trouble else shown


def give_up(place: Place, name: str, *, now: datetime) -> Excerpt:
    """The whole reference, and when the kata comes back."""
    kata = catalog.find(place.katas(), name)
    text = catalog.reference_text(kata)
    kept = journal(place)
    lines = tuple(text.splitlines())
    try:
        kept.write_give_up(kata.id, now=now)
        card = kept.cards().get(kata.id)
    except KataError as error:
        return Excerpt(kata.id, 1, lines, len(lines), trouble=error.message)
    return Excerpt(kata.id, 1, lines, len(lines), due=card.due if card else None)


def answer(place: Place, name: str, *, now: datetime) -> Answer:
    """The reference and the notes, for who has passed. KataError for who has not."""
    kata = catalog.find(place.katas(), name)
    kept = journal(place)
    if not any(_is_pass(entry) for entry in kept.attempts(kata.id)):
        raise KataError(
            f"{kata.id} has not passed yet: its solution is shown afterwards",
            hint=f"`kata peek {kata.id}` shows a line, `kata give-up {kata.id}` all of it",
        )
    text = catalog.reference_text(kata)
    lines = (1, len(text.splitlines()))
    trouble = trouble_with(lambda: kept.write_peek(kata.id, lines, whole=True, now=now))
    return Answer(kata.id, text, catalog.notes_text(kata), trouble)


def _is_pass(entry: Attempted) -> bool:
    return entry.outcome == Outcome.PASSED.value


def _excerpt(kata: Kata, text: str, first: int, last: int, trouble: str) -> Excerpt:
    lines = text.splitlines()
    return Excerpt(kata.id, first, tuple(lines[first - 1 : last]), len(lines), trouble=trouble)


def _lines(asked: str, text: str) -> tuple[int, int]:
    """`A:B`, `A:`, `:B` or `A`, within the reference."""
    total = len(text.splitlines())
    found = LINES.fullmatch(asked.strip())
    if found is None:
        raise KataError(f'"{asked}" are no lines', hint="--lines 12:15, or one line: --lines 12")
    single, end, until = found.groups()
    first = int(single or 1)
    last = int(until or end or (total if end == "" else first))
    if not 1 <= first <= last or first > total:
        raise KataError(
            f"the reference has lines 1 to {total}, not {first} to {last}",
            hint="--lines FIRST:LAST",
        )
    return first, min(last, total)


def _method(kata: Kata, text: str, name: str) -> tuple[int, int]:
    from torchkata.source import methods

    known = methods(text, kata.target)
    if name not in known:
        raise KataError(
            f'the reference of {kata.id} has no method "{name}"', hint=f"it has {', '.join(known)}"
        )
    return known[name]


def _seen(entries: Sequence[Entry]) -> list[tuple[int, int]]:
    """What was shown since the practice began."""
    began = [index for index, entry in enumerate(entries) if isinstance(entry, Began)]
    since = entries[began[-1] :] if began else entries
    return [(e.first_line, e.last_line) for e in since if isinstance(e, Peeked)]


def _next(kata: Kata, text: str, seen: Sequence[tuple[int, int]]) -> tuple[int, int]:
    from torchkata.source import statements

    for first, last in statements(text):
        if not any(start <= first and last <= end for start, end in seen):
            return first, last
    raise KataError(
        f"every line of {kata.id} was shown since you began",
        hint=f"again: `kata peek {kata.id} --lines 1:`; anew: `kata reset {kata.id}`",
    )


def _is_whole(text: str, first: int, last: int) -> bool:
    """Whether no statement is left out."""
    from torchkata.source import statements

    return all(first <= start and end <= last for start, end in statements(text))
