"""A check that is written down: the attempt, and what it says about the memory."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

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
from torchkata.journal import Journal
from torchkata.judge import is_started_ahead
from torchkata.practice.check import check
from torchkata.practice.place import Place
from torchkata.practice.reading import Reading


class Note:
    """One check in the journal, which is kept open from its beginning on.

    A journal that cannot be kept stops nothing: `trouble` says why.
    """

    def __init__(self, journal: Journal, attempt: Attempted) -> None:
        self.journal = journal
        self.attempt = attempt  # as far as it is known
        self.began: Began | None = None  # the practice file
        self.failed: Verdict | None = None  # told, but not yet why
        self.uid, self.trouble = "", ""

    def begin(self) -> None:
        """Keep the text, once: a check that is stopped on the way loses nothing that was typed."""
        if self.uid or self.trouble:
            return
        try:
            self.journal.keep_open()
            self.began = self.journal.last_began(self.attempt.kata, Path(self.attempt.path))
            self.attempt = _since(self.attempt, self.began)
            self.uid = self.journal.write_attempt(self.attempt)
        except KataError as error:
            self.trouble = error.message

    def finish(self, attempt: Attempted) -> None:
        """Put the verdict to it."""
        self.journal.keep_open()
        self.journal.finish_attempt(self.uid, attempt)

    def break_off(self) -> None:
        """Put to it what was told already: that it failed."""
        self.begin()
        if self.failed is not None and not self.trouble:
            with suppress(KataError):
                self.finish(_finished(self.attempt, self.failed, None))


def recorded_check(
    place: Place,
    chosen: Chosen,
    journal: Journal,
    *,
    device: str,
    seed: int | None,
    word: Rating | None,
    now: datetime,
    announce: Callable[[Verdict], None],
) -> Checked:
    """Judge the chosen file and keep what was found; `announce` is told a failure before its line.

    That is kept also where nobody waits for the line. The text is kept first; where the attempt's
    process is there already, while it gets ready. The journal is left open: closing it takes longer
    than all that is written, and can wait.
    """
    path = place.real(chosen.attempt.path)
    begun = Attempted(now, chosen.kata.id, None, UNFINISHED, device, str(path), chosen.attempt.text)
    note, reading = Note(journal, begun), Reading(chosen)
    if not is_started_ahead():  # it takes a while, and may be forked from this process
        note.begin()
        journal.close()

    def tell(verdict: Verdict) -> None:
        note.failed = verdict
        announce(verdict)

    try:
        verdict = check(
            place, reading, device=device, seed=seed, announce=tell, meanwhile=note.begin
        )
    except KeyboardInterrupt:  # nobody waits for its line any more
        note.break_off()
        raise
    finally:
        note.begin()
    if note.trouble:
        return Checked(verdict, trouble=note.trouble)
    try:
        note.finish(_finished(note.attempt, verdict, reading.recall))
        return _reviewed(note, verdict, chosen, word=word, now=now)
    except KataError as error:
        return Checked(verdict, trouble=error.message)


def _since(attempt: Attempted, began: Began | None) -> Attempted:
    if began is None:
        return attempt
    return replace(attempt, level=began.level, seconds=began.seconds_until(attempt.time))


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
    note: Note, verdict: Verdict, chosen: Chosen, *, word: Rating | None, now: datetime
) -> Checked:
    journal, began = note.journal, note.began
    if began is None or verdict.outcome is not Outcome.PASSED:
        return Checked(verdict)
    review = journal.write_pass(began, n_hints=len(chosen.kata.hints), word=word, now=now)
    if review is None:
        return Checked(verdict)
    return Checked(verdict, review, journal.cards()[chosen.kata.id].due)
