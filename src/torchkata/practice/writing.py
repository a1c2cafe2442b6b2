"""Files written for a learner: nothing that is there is ever lost."""

import os
from itertools import count
from pathlib import Path

from torchkata.contracts import KataError
from torchkata.practice.place import Place


def write_new(place: Place, path: Path, text: str) -> Path | None:
    """Write `text` to a new file; what stood there is moved aside first and is returned."""
    if os.path.isdir(path):  # noqa: PTH112
        raise KataError(f'"{place.shown(path)}" is a folder', hint="name a file with --output")
    backup = free_name(path) if os.path.lexists(path) else None
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


def free_name(path: Path) -> Path:
    """The first of NAME.bak, NAME.bak2, NAME.bak3, ... that is not taken."""
    names = (f"{path.name}.bak{number if number > 1 else ''}" for number in count(1))
    return next(path.with_name(name) for name in names if not os.path.lexists(path.with_name(name)))


def replaced(place: Place, path: Path, text: str) -> None:
    """Put `text` in the place of a file whose text is kept elsewhere: all of it, or nothing."""
    real = path.resolve()  # a link goes on leading there
    draft = free_name(real)
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.chmod(real.stat().st_mode & 0o777)
        draft.replace(real)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise KataError(
            f'"{place.shown(path)}" cannot be written: {error.strerror or error}',
            hint="go to a folder that you may write",
        ) from error
