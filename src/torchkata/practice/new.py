"""`kata new`: a practice file to write in."""

import os
from datetime import datetime
from itertools import count
from pathlib import Path

from torchkata import catalog
from torchkata.contracts import Kata, KataError, NewFile
from torchkata.journal import Journal, data_folder
from torchkata.practice.place import Place


def new(
    place: Place, name: str, *, level: str, output: Path | None, force: bool, now: datetime
) -> NewFile:
    """Write a practice file: the clock starts.

    One that is there is refused, or with `force` kept aside.
    """
    kata = catalog.find(place.katas(), name)
    text = _text(kata, level)
    path = _target(place, kata, output)
    if not path.parent.is_dir():
        raise KataError(
            f'there is no folder "{place.shown(path.parent)}"', hint="make it, then run this again"
        )
    if os.path.lexists(path) and not force:
        raise KataError(
            f'"{place.shown(path)}" is there already',
            hint="check it with `kata check`; or give --force, which keeps the old text as .bak",
        )
    backup = _write(place, path, text)
    return NewFile(
        place.shown(path),
        kata.id,
        level,
        None if backup is None else place.shown(backup),
        _noted(place, kata, level, path, now),
    )


def _noted(place: Place, kata: Kata, level: str, path: Path, now: datetime) -> str:
    """Write down that the practice begins; the reason where that is not possible."""
    try:
        Journal(data_folder(place.environ)).began(kata.id, level, path=place.real(path), now=now)
    except KataError as error:
        return error.message
    return ""


def levels() -> tuple[str, ...]:
    """How much of a practice file may be written already, from the most to nothing."""
    from torchkata.source import LEVELS

    return tuple(LEVELS)


def _text(kata: Kata, level: str) -> str:
    from torchkata.source import scaffold

    if level not in levels():
        raise KataError(f'no level is called "{level}"', hint=f"levels: {', '.join(levels())}")
    return scaffold(kata, catalog.reference_text(kata), level)


def _target(place: Place, kata: Kata, output: Path | None) -> Path:
    if output is None:
        return place.folder / f"{kata.id}.py"
    path = place.folder / output.expanduser()
    return path / f"{kata.id}.py" if path.is_dir() else path


def _write(place: Place, path: Path, text: str) -> Path | None:
    """Write `text` to a new file; what stood there is moved aside first and is returned."""
    if path.is_dir():
        raise KataError(f'"{place.shown(path)}" is a folder', hint="name a file with --output")
    backup = _free(path) if os.path.lexists(path) else None
    try:
        if backup is not None:
            path.rename(backup)
        with path.open("x", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
    except OSError as error:
        if backup is not None and backup.exists():
            backup.replace(path)
        reason = error.strerror or str(error)
        raise KataError(
            f'"{place.shown(path)}" cannot be written: {reason}',
            hint="go to a folder that you may write, or name a file with --output",
        ) from error
    return backup


def _free(path: Path) -> Path:
    """The first of NAME.bak, NAME.bak2, NAME.bak3, ... that is not taken."""
    names = (f"{path.name}.bak{number if number > 1 else ''}" for number in count(1))
    return next(path.with_name(name) for name in names if not os.path.lexists(path.with_name(name)))
