"""What an attempt prints goes where it always goes, whatever it makes of the streams."""

import io
import sys
from contextlib import suppress
from typing import TextIO

STREAMS = {1: "stdout", 2: "stderr"}
_own: dict[int, TextIO] = {}  # empty in a process that is no attempt's


def take() -> None:
    """Streams of this process's own, in the place of those it began with."""
    for number, name in STREAMS.items():
        setattr(sys, name, fresh(number))


def put_back() -> None:
    """Hand over what was printed; a stream that was closed or replaced is made anew."""
    for number, own in [*_own.items()]:
        name = STREAMS[number]
        found = getattr(sys, name, None)
        with suppress(Exception):  # it may be anything by now
            found.flush()  # type: ignore[union-attr]
        if own.closed or found is not own:
            setattr(sys, name, fresh(number))


def fresh(number: int) -> TextIO:
    """A stream with a buffer of its own: others that share one close it as they go."""
    buffer = io.BufferedWriter(io.FileIO(number, "wb", closefd=False))
    _own[number] = io.TextIOWrapper(buffer, encoding="utf-8", errors="backslashreplace")
    return _own[number]
