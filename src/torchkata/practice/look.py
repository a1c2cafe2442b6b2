"""Looks at the reference, written down."""

from datetime import datetime

from torchkata import catalog
from torchkata.contracts import Kata, KataError, Look
from torchkata.journal import Journal, data_folder
from torchkata.practice.place import Place


def note_whole_look(place: Place, kata: Kata, *, now: datetime) -> Look:
    """Write down that a command shows the whole reference: in the midst of a series, a review."""
    journal = Journal(data_folder(place.environ))
    last = len(catalog.reference_text(kata).splitlines())
    try:
        journal.keep_open()
        before = len(journal.reviews(kata.id))
        journal.write_peek(kata.id, (1, last), whole=True, now=now)
        if len(journal.reviews(kata.id)) == before:
            return Look(kata.id)
        return Look(kata.id, journal.cards()[kata.id].due)
    except KataError as error:
        return Look(kata.id, trouble=error.message)
    finally:
        journal.close()
