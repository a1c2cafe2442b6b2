"""`kata hint`: the next hint that was not shown yet."""

from datetime import datetime

from torchkata import catalog
from torchkata.contracts import HintsShown, Kata, KataError
from torchkata.journal import Journal, data_folder
from torchkata.practice.line_hint import LINE_HINTS, at_line
from torchkata.practice.place import Place


def next_hint(place: Place, name: str, *, now: datetime, again: bool = False) -> HintsShown:
    """The hint after the last one shown; with `again`, the first. None left: no hints."""
    kata = catalog.find(place.katas(), name)
    journal = Journal(data_folder(place.environ))
    trouble = ""
    last = 0
    try:
        last = 0 if again else journal.last_hint(kata.id)
    except KataError as error:
        trouble = error.message
    levels = tuple(range(last + 1, len(kata.hints) + 1))[:1]
    if not levels and not again:
        found = at_line(place, kata, last - len(kata.hints))
        if found is not None:
            levels = (last + 1,)
            text = f"At line {found.line} of {found.path}: {found.text}"
            trouble = trouble or _written(journal, kata, levels, now)
            if found.shows:
                trouble = trouble or _looked(journal, kata, found.shows, now)
            return HintsShown(
                kata.id,
                len(kata.hints) + LINE_HINTS,
                ((last + 1, text),),
                trouble,
                is_about_line=True,
            )
    return _shown(kata, levels, trouble or _written(journal, kata, levels, now))


def all_hints(place: Place, name: str, *, now: datetime) -> HintsShown:
    """Every hint of a kata, gentle to near."""
    kata = catalog.find(place.katas(), name)
    levels = tuple(range(1, len(kata.hints) + 1))
    return _shown(kata, levels, _written(Journal(data_folder(place.environ)), kata, levels, now))


def _shown(kata: Kata, levels: tuple[int, ...], trouble: str) -> HintsShown:
    hints = tuple((level, kata.hints[level - 1]) for level in levels)
    return HintsShown(kata.id, len(kata.hints), hints, trouble)


def _looked(journal: Journal, kata: Kata, line: int, now: datetime) -> str:
    """Write down that a line of the reference was shown; the reason where that is not possible."""
    try:
        journal.write_peek(kata.id, (line, line), whole=False, now=now)
    except KataError as error:
        return error.message
    return ""


def _written(journal: Journal, kata: Kata, levels: tuple[int, ...], now: datetime) -> str:
    """Write the hints down; the reason where that is not possible."""
    try:
        journal.write_hints(kata.id, levels, now=now)
    except KataError as error:
        return error.message
    return ""
