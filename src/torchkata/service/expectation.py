"""What the next command will be about: a file beside the socket, from one standby to the next."""

import os
from contextlib import suppress
from pathlib import Path

from torchkata.service import address


def place() -> Path:
    """The file."""
    return Path(address.path()).with_suffix(".kata")


def write(expected: bytes | None) -> None:
    """Note what is expected, as well as can be."""
    if expected is None:
        return
    note = place().with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        note.write_bytes(expected)
        note.replace(place())


def read() -> bytes | None:
    """What was noted last."""
    with suppress(OSError):
        return place().read_bytes()
    return None
