"""`kata journal`: where it lies, out of it, into it, and the schedule anew."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from torchkata.contracts import Fitted, Merged, Rescheduled
from torchkata.journal import Journal, data_folder
from torchkata.journal.exchange import exported, merge
from torchkata.practice.place import Place


def journal_path(place: Place) -> Path:
    """The journal's file, there or not."""
    return Journal(data_folder(place.environ)).path


def export_lines(place: Place) -> Iterator[str]:
    """The whole journal as JSON lines."""
    return exported(Journal(data_folder(place.environ)).store)


def import_lines(place: Place, lines: Iterable[str], *, name: str) -> Merged:
    """Merge lines that were exported; `name` is what messages call them."""
    return merge(Journal(data_folder(place.environ)).store, lines, name=name)


def reschedule(place: Place) -> Rescheduled:
    """Work out anew when each kata comes back."""
    journal = Journal(data_folder(place.environ))
    return Rescheduled(journal.reschedule() if journal.store.is_there else 0)


def refit(place: Place, *, now: datetime) -> Rescheduled:
    """Fit the schedule to this learner's reviews first. KataError where they are too few."""
    from torchkata.journal.fitting import fitted_weights

    journal = Journal(data_folder(place.environ))
    reviews = journal.reviews()
    journal.write([Fitted(now, fitted_weights(reviews))])
    return Rescheduled(journal.reschedule(), len(reviews))
