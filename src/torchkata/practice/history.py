"""`kata history`: every check of one kata, and the texts that were checked."""

import difflib

from torchkata import catalog
from torchkata.contracts import Attempted, History, KataError, Shown
from torchkata.journal import Journal, data_folder
from torchkata.practice.place import Place

CONTEXT = 3  # unchanged lines shown around a change


def history(place: Place, name: str) -> History:
    """The checks of the kata called `name`, oldest first."""
    journal = Journal(data_folder(place.environ))
    attempts = journal.attempts(name)
    kata = name if attempts else catalog.find(place.katas(), name).id  # it may be gone by now
    attempts = attempts or journal.attempts(kata)
    return History(kata, attempts, journal.reviews(kata), journal.cards().get(kata))


def attempt(history: History, number: int) -> Attempted:
    """The attempt that the history counts as `number`, from 1."""
    count = len(history.attempts)
    if not count:
        raise KataError(
            f"{history.kata} was never checked", hint=f"kata new {history.kata}  begins it"
        )
    if not 1 <= number <= count:
        raise KataError(
            f"{history.kata} has no attempt {number}",
            hint=f"they are numbered from 1 to {count}: kata history {history.kata}",
        )
    return history.attempts[number - 1]


def difference(history: History, before: int, after: int) -> Shown:
    """Two attempts as a unified diff."""
    old, new = (attempt(history, number).text.splitlines() for number in (before, after))
    lines = difflib.unified_diff(old, new, n=CONTEXT, lineterm="")
    return Shown(history.kata, f"attempts {before} and {after}", tuple(lines)[2:])
