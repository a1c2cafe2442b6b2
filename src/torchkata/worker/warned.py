"""Warnings that torch says of the attempt's own lines, wherever these were called from."""

import sys
import warnings
from pathlib import Path
from types import FrameType
from typing import TextIO

from torchkata.worker.engine import Engine

OURS = str(Path(__file__).parent.parent)


def show_warnings_of(engine: Engine) -> None:
    """From now on a warning names the attempt's line at work, and none is shown without one.

    torch is called through this program, and takes that for the place where the mistake is.
    """
    shown = warnings.showwarning

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if filename.startswith(OURS):
            number = line_at_work(engine.target.path, sys._getframe(1))
            if number is None:
                return
            filename, lineno = engine.target.path, number
        shown(message, category, filename, lineno, file, line)

    warnings.showwarning = show


def line_at_work(path: str, frame: FrameType | None) -> int | None:
    """The innermost line of a file among those at work."""
    while frame is not None and frame.f_code.co_filename != path:
        frame = frame.f_back
    return None if frame is None else frame.f_lineno
