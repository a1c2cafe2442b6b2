"""The learner's own clock, asked here only."""

import os
from datetime import datetime
from pathlib import Path

from torchkata.contracts import KataError

VARIABLE = "TORCH_KATA_CLOCK"


def now() -> datetime:
    """This moment, with the offset from UTC that the learner lives with.

    Where TORCH_KATA_CLOCK names a file, it is the one that the file holds: a recording of commands
    sets its clock there, and looks the same every day.
    """
    file = os.environ.get(VARIABLE)
    try:
        return _held(Path(file)) if file else datetime.now().astimezone()
    except ValueError as error:  # a day or more away from UTC
        raise KataError(
            f'TZ is "{os.environ.get("TZ", "")}", which is no time zone',
            hint="unset TZ, or name one: TZ=Europe/Paris",
        ) from error


def _held(file: Path) -> datetime:
    try:
        return datetime.fromisoformat(file.read_text(encoding="utf-8").strip()).astimezone()
    except (OSError, ValueError, OverflowError) as error:
        raise KataError(
            f'{VARIABLE} names "{file}", which holds no moment: {error}',
            hint=f"unset {VARIABLE}, or write 2026-11-20T18:00+00:00 into that file",
        ) from error
