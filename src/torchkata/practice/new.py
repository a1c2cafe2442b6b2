"""`kata new`: a practice file to write in."""

import os
from datetime import datetime
from pathlib import Path

from torchkata import catalog
from torchkata.contracts import Kata, KataError, NewFile
from torchkata.contracts.typed import typed
from torchkata.practice import rehearsal
from torchkata.practice.keeping import events, journal, trouble_with
from torchkata.practice.ladder import SHOWN, next_level
from torchkata.practice.place import Place, is_folder
from torchkata.practice.writing import refuse_folder, write_new


def new(
    place: Place,
    name: str,
    *,
    level: str | None,
    output: Path | None,
    force: bool,
    split: bool,
    now: datetime,
    seed: int,
) -> NewFile:
    """Write a practice file: the clock starts. Without a level it is the learner's next one.

    A file that is there is refused, or with `force` kept aside. At the level that shows the
    reference it is written beside, or with `split` given back to be shown.
    """
    kata = catalog.find(place.katas(), name)
    rehearsal.expect(kata)
    level, why = suggested(place, kata) if level is None else (known_level(level), "")
    if split and level != SHOWN:
        raise KataError(
            f"--split shows the reference, and at level {level} it stays hidden",
            hint=f"kata new {kata.id} --level {SHOWN} --split",
        )
    path = _target(place, kata, output)
    text = practice_text(kata, level, seed, path.name)
    beside = reference_beside(path) if level == SHOWN and not split else None
    _demand_room(place, kata, path, beside, force=force)
    backup = write_new(place, path, text)
    if beside is not None:
        put_reference(place, kata, beside)
    return NewFile(
        place.shown(path),
        kata.id,
        level,
        None if backup is None else place.shown(backup),
        note_start(place, kata, level, path, now=now),
        why=why,
        reference=None if beside is None else place.shown(beside),
        sheet=(text, catalog.reference_text(kata)) if split else None,
    )


def suggested(place: Place, kata: Kata) -> tuple[str, str]:
    """The next level for this learner, and why it is another one than before."""
    return next_level(events(place, kata), levels(), n_hints=len(kata.hints))


def levels() -> tuple[str, ...]:
    """How much of a practice file may be written already, from the most to nothing."""
    from torchkata.source import LEVELS

    return tuple(LEVELS)


def known_level(level: str) -> str:
    """The level itself. KataError where there is none of this name."""
    if level not in levels():
        raise KataError(f'no level is called "{level}"', hint=f"levels: {', '.join(levels())}")
    return level


def practice_text(kata: Kata, level: str, seed: int, name: str) -> str:
    """The text of a practice file of that name."""
    from torchkata.source import scaffold

    return scaffold(kata, catalog.reference_text(kata), level, seed=seed, name=name)


def reference_beside(path: Path) -> Path:
    """Where the reference goes that is to be copied."""
    return path.with_name(f"{path.stem}.reference.py")


def put_reference(place: Place, kata: Kata, path: Path) -> None:
    """Write the reference to be copied, unless it is there already."""
    text = catalog.reference_text(kata)
    if not (path.is_file() and path.read_bytes() == text.encode()):
        write_new(place, path, text)


def note_start(place: Place, kata: Kata, level: str, path: Path, *, now: datetime) -> str:
    """Write down that the practice begins; the reason where that is not possible.

    At the level that shows the reference, that it was seen is written down too.
    """
    kept, real = journal(place), place.real(path)
    trouble = trouble_with(lambda: kept.began(kata.id, level, path=real, now=now))
    if trouble or level != SHOWN:
        return trouble
    lines = (1, len(catalog.reference_text(kata).splitlines()))
    return trouble_with(lambda: kept.write_peek(kata.id, lines, whole=True, now=now))


def _target(place: Place, kata: Kata, output: Path | None) -> Path:
    if output is None:
        return place.folder / f"{kata.id}.py"
    path = place.path(str(output))
    return path / f"{kata.id}.py" if is_folder(path) else path


def _demand_room(place: Place, kata: Kata, path: Path, beside: Path | None, *, force: bool) -> None:
    if path.suffix == ".ipynb":
        raise KataError(
            f'"{place.shown(path)}" would be a notebook, and a practice file is Python',
            hint="name it .py; an attempt in a cell of a notebook is checked without one",
        )
    if not is_folder(path.parent):
        raise KataError(
            f'there is no folder "{place.shown(path.parent)}"', hint="make it, then run this again"
        )
    if os.path.islink(path) and not path.exists() and not force:  # noqa: PTH114
        raise KataError(
            f'"{place.shown(path)}" is a link to nothing',
            hint="remove it, or give --force, which keeps it as .bak",
        )
    refuse_folder(place, path)
    if os.path.lexists(path) and not force:
        raise KataError(
            f'"{place.shown(path)}" is there already',
            hint=f"begin it anew with `kata reset {typed(place.shown(path))}`, or give --force, "
            "which keeps the old text as .bak",
        )
    if beside is not None and beside.is_dir():
        raise KataError(f'"{place.shown(beside)}" is a folder', hint="name a file with --output")
