"""`kata stats`: what the journal comes to."""

from datetime import date

from torchkata.contracts import Attempted, Stats
from torchkata.journal import Journal, data_folder
from torchkata.journal.stats import stats as worked_out
from torchkata.practice.place import Place


def stats(place: Place, today: date) -> Stats:
    """Streak, days, belts, katas and mistakes. KataError where the journal cannot be read."""
    journal = Journal(data_folder(place.environ))
    return worked_out(place.katas(), journal.entries(), journal.cards(), today)


def attempts(place: Place) -> tuple[Attempted, ...]:
    """Every check, oldest first."""
    return tuple(a for a in Journal(data_folder(place.environ)).attempts() if a.is_check)
