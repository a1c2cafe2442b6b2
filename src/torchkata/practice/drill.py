"""`kata drill`: which katas, in which order, and a fresh file for each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random

from torchkata.contracts import Card, Kata, KataError, NewFile
from torchkata.practice.catalogue import listed
from torchkata.practice.keeping import journal
from torchkata.practice.new import new, suggested
from torchkata.practice.place import Place
from torchkata.practice.reset import reset

FOLDER = Path("drill")  # so that no file that somebody works on is begun anew


def in_line(place: Place, *, belt: str | None, shuffle: int | None, today: date) -> list[Kata]:
    """The katas to drill: those due, then those never reviewed. `shuffle` is a seed, or None."""
    found = order(listed(place, belt=belt), _cards(place), today=today)
    if shuffle is not None:
        Random(shuffle).shuffle(found)
    if not found:
        raise KataError(
            "nothing is due, and there is nothing new" + (f" at {belt}" if belt else ""),
            hint="`kata list` shows the katas; `kata new NAME` practises one all the same",
        )
    return found


def order(katas: Sequence[Kata], cards: Mapping[str, Card], *, today: date) -> list[Kata]:
    """Katas that are due, longest first; then those without a card, in the order of the road."""
    due = [kata for kata in katas if kata.id in cards and cards[kata.id].due <= today]
    due.sort(key=lambda kata: cards[kata.id].due)
    return [*due, *(kata for kata in katas if kata.id not in cards)]


def fresh_file(place: Place, kata: Kata, *, now: datetime, seed: int) -> NewFile:
    """A practice file of the learner's next level; the text of an earlier one is kept."""
    folder = place.folder / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise KataError(
            f'the folder "{FOLDER}" cannot be made here: {error.strerror or error}',
            hint="go to a folder that you may write",
        ) from error
    level, _ = suggested(place, kata)
    path = FOLDER / f"{kata.id}.py"
    if (place.folder / path).is_file():
        return reset(place, str(path), kata=kata.id, level=level, now=now, seed=seed)
    return new(
        place, kata.id, level=level, output=path, force=False, split=False, now=now, seed=seed
    )


def comes_back(place: Place, kata: str) -> date | None:
    """When a kata is due; None where it was never reviewed, or the journal cannot be read."""
    card = _cards(place).get(kata)
    return card.due if card else None


def _cards(place: Place) -> Mapping[str, Card]:
    try:
        return journal(place).cards()
    except KataError:
        return {}
