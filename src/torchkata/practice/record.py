"""A check that is written down: the attempt, and what it says about the memory."""

from dataclasses import replace
from datetime import datetime

from torchkata.contracts import (
    UNFINISHED,
    Attempted,
    Began,
    Checked,
    Chosen,
    KataError,
    Outcome,
    Rating,
    Verdict,
)
from torchkata.journal import Journal, data_folder
from torchkata.practice.check import check
from torchkata.practice.place import Place
from torchkata.practice.reading import Reading


def recorded_check(
    place: Place,
    chosen: Chosen,
    *,
    device: str,
    seed: int | None,
    word: Rating | None,
    now: datetime,
) -> Checked:
    """Judge the chosen file and keep what was found. A journal that cannot be kept stops nothing.

    The text is kept first: a check that is stopped on the way loses nothing that was typed.
    """
    journal, path = Journal(data_folder(place.environ)), place.real(chosen.attempt.path)
    trouble, uid, began = "", "", None
    begun = Attempted(now, chosen.kata.id, None, UNFINISHED, device, str(path), chosen.attempt.text)
    try:
        with journal.kept_open():
            began = journal.last_began(chosen.kata.id, path)
            begun = _since(begun, began)
            uid = journal.write_attempt(begun)
    except KataError as error:
        trouble = error.message
    reading = Reading(chosen)
    verdict = check(place, reading, device=device, seed=seed)
    if trouble:
        return Checked(verdict, trouble=trouble)
    try:
        with journal.kept_open():
            journal.finish_attempt(uid, _finished(begun, verdict, reading.recall))
            return _reviewed(journal, verdict, chosen, began, word=word, now=now)
    except KataError as error:
        return Checked(verdict, trouble=error.message)


def _since(attempt: Attempted, began: Began | None) -> Attempted:
    if began is None:
        return attempt
    seconds = (attempt.time - began.time).total_seconds()
    return replace(attempt, level=began.level, seconds=seconds)


def _finished(begun: Attempted, verdict: Verdict, recall: float | None) -> Attempted:
    failure, departure, error = verdict.first_failure, verdict.departure, verdict.error
    line, message = None, None
    if departure is not None:
        line, message = departure.line, departure.message
    elif error is not None:
        line, message = error.line, error.headline
    return replace(
        begun,
        outcome=verdict.outcome.value,
        device=verdict.device,
        failing_check=failure.name if failure else None,
        departure_line=line,
        departure_message=message,
        recall=recall,
    )


def _reviewed(
    journal: Journal,
    verdict: Verdict,
    chosen: Chosen,
    began: Began | None,
    *,
    word: Rating | None,
    now: datetime,
) -> Checked:
    if began is None or verdict.outcome is not Outcome.PASSED:
        return Checked(verdict)
    review = journal.write_pass(began, n_hints=len(chosen.kata.hints), word=word, now=now)
    if review is None:
        return Checked(verdict)
    return Checked(verdict, review, journal.cards()[chosen.kata.id].due)
