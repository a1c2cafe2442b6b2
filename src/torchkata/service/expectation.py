"""What the next command will be about: a file beside the socket, from one standby to the next."""

import os
from contextlib import suppress
from pathlib import Path

from torchkata.service import address


def place() -> Path:
    """The file."""
    return Path(address.path()).with_suffix(".kata")


def write(folder: Path | None) -> None:
    """Note the folder of a kata, as well as can be."""
    if folder is None:
        return
    note = place().with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        note.write_bytes(os.fsencode(folder))
        note.replace(place())


def read() -> Path | None:
    """The folder that was noted last."""
    try:
        return Path(os.fsdecode(place().read_bytes()))
    except (OSError, ValueError):
        return None
