"""Files written for a learner: nothing that is there is ever lost."""

import errno
import os
from itertools import count
from pathlib import Path

from torchkata.contracts import KataError
from torchkata.practice.place import Place, is_folder

ELSEWHERE = "go to a folder that you may write"
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def refuse_folder(place: Place, path: Path) -> None:
    """Nothing can be written where a folder is."""
    if is_folder(path):
        raise KataError(f'"{place.shown(path)}" is a folder', hint="name a file with --output")


def write_new(
    place: Place, path: Path, text: str, *, hint: str = f"{ELSEWHERE}, or name a file with --output"
) -> Path | None:
    """Write `text` to a new file; what stood there is moved aside first and is returned.

    Where it cannot be written, all is as it was before. `hint` is for a folder that may not be.
    """
    refuse_folder(place, path)
    backup = free_name(path) if os.path.lexists(path) else None
    is_begun = False
    try:
        if backup is not None:
            path.rename(backup)
        with path.open("x", encoding="utf-8", newline="\n") as opened:
            is_begun = True
            opened.write(text)
    except OSError as error:
        if is_begun:
            path.unlink(missing_ok=True)
        if backup is not None and os.path.lexists(backup):
            backup.replace(path)
        raise unwritten(place, path, error, hint) from error
    return backup


def unwritten(place: Place, path: Path, error: OSError, hint: str) -> KataError:
    """What to say of a file that cannot be written."""
    return KataError(
        f'"{place.shown(path)}" cannot be written: {error.strerror or error}',
        hint="make room on its disk" if error.errno in FULL else hint,
    )


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
        raise unwritten(place, path, error, ELSEWHERE) from error
