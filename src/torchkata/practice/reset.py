"""`kata reset`: the practice file as it was at the beginning."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from torchkata.contracts import Attempted, Began, Chosen, KataError, NewFile
from torchkata.contracts.journal import KEPT
from torchkata.practice import rehearsal
from torchkata.practice.files import choose
from torchkata.practice.keeping import events, journal, trouble_with
from torchkata.practice.ladder import FIRST, SHOWN
from torchkata.practice.new import (
    known_level,
    note_start,
    practice_text,
    put_reference,
    reference_beside,
)
from torchkata.practice.place import Place
from torchkata.practice.writing import ELSEWHERE, replaced, write_new


def reset(
    place: Place, name: str | None, *, kata: str | None, level: str | None, now: datetime, seed: int
) -> NewFile:
    """Write the practice file anew, at its level: the clock starts again.

    The text that is there goes into the journal; where it cannot be kept there, it is moved aside.
    """
    chosen = choose(place, name, kata=kata)
    path = place.folder / chosen.attempt.path
    if chosen.origin:
        raise KataError(
            f'"{chosen.attempt.path}" is a notebook, which reset leaves alone',
            hint="empty the cell, or make a practice file with `kata new NAME`",
        )
    rehearsal.expect(chosen.kata)
    level = _level(place, chosen) if level is None else known_level(level)
    text = practice_text(chosen.kata, level, seed, path.name)
    trouble = _kept(place, chosen, path, now)
    if trouble:
        backup = place.shown(write_new(place, path, text, hint=ELSEWHERE) or path)
    else:
        replaced(place, path, text)
        backup = None
    beside = reference_beside(path) if level == SHOWN else None
    if beside is not None:
        put_reference(place, chosen.kata, beside)
    noted = note_start(place, chosen.kata, level, path, now=now)
    return NewFile(
        place.shown(path),
        chosen.kata.id,
        level,
        backup,
        noted,
        reference=None if beside is None else place.shown(beside),
        is_reset=True,
    )


def _level(place: Place, chosen: Chosen) -> str:
    """That of the file, else that of the kata's last file."""
    real = place.real(chosen.attempt.path)
    begun = [entry for entry in events(place, chosen.kata) if isinstance(entry, Began)]
    own = [entry for entry in begun if entry.path == str(real)]
    return (own or begun)[-1].level if begun else FIRST


def _kept(place: Place, chosen: Chosen, path: Path, now: datetime) -> str:
    """Keep the text in the journal; the reason where that is not possible."""
    attempt = chosen.attempt
    if not attempt.text and path.stat().st_size:
        return "the file is not text that the journal can keep"
    real, kept = place.real(path), journal(place)
    entry = Attempted(now, chosen.kata.id, None, KEPT, "cpu", str(real), attempt.text)
    try:
        began = kept.last_began(chosen.kata.id, real)
        checked = kept.attempts(chosen.kata.id)
    except KataError as error:
        return error.message
    if any(seen.text == attempt.text for seen in checked):
        return ""
    if began is not None:
        entry = replace(entry, level=began.level, seconds=began.seconds_until(now))
    return trouble_with(lambda: kept.write_attempt(entry))
