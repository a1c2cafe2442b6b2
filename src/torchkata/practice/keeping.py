"""The learner's journal, for commands that go on where it cannot be kept."""

from collections.abc import Callable

from torchkata.contracts import Entry, Kata, KataError
from torchkata.journal import Journal, data_folder
from torchkata.practice.place import Place


def journal(place: Place) -> Journal:
    """The journal of whoever stands here."""
    return Journal(data_folder(place.environ))


def events(place: Place, kata: Kata) -> tuple[Entry, ...]:
    """What happened to a kata, oldest first; nothing where that cannot be read."""
    try:
        return journal(place).entries(kata.id)
    except KataError:
        return ()


def trouble_with(write: Callable[[], object]) -> str:
    """Write something down; the reason where that is not possible."""
    try:
        write()
    except KataError as error:
        return error.message
    return ""
