"""How the parameters of a kata's attempt lay when they were last related: a first guess.

Learners name and order things as they did before. What is remembered is no more than a guess, and
is verified like any other; where the folder cannot be read or written, there is none.
"""

import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from torchkata.judge.align import Layout
from torchkata.worker.wire import WireError, decode, encode

MOST_TENSORS = 2000  # of an attempt that is remembered


def remembered(folder: Path | None, kata: str) -> Layout:
    """The last layout of a kata; an empty one where there is none."""
    if folder is not None:
        with suppress(OSError, WireError):
            data = BytesIO((folder / kata).read_bytes())
            layout: Layout = decode(data.read, Layout)
            return layout
    return Layout()


def remember(folder: Path | None, kata: str, layout: Layout) -> None:
    """Keep a layout for the next check."""
    if folder is None or not 0 < len(layout.tensors) <= MOST_TENSORS:
        return
    new = folder / f".{kata}.{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            new.write_bytes(encode(layout))
            new.replace(folder / kata)
        finally:
            new.unlink(missing_ok=True)
