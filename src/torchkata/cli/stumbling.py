"""A mistake of this program, told calmly: no command of a learner ends in a traceback of ours."""

import os
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from torchkata.cli import screen
from torchkata.contracts import KataError

VARIABLE = "TORCH_KATA_DEBUG"
LONGEST = 200  # of the exception's own words


def stumbled(error: Exception, words: Sequence[str]) -> KataError:
    """What to say of an exception that nobody expected; its traceback goes into a file.

    Where TORCH_KATA_DEBUG is set, or no file can be written, it is shown as well.
    """
    trace = "".join(traceback.format_exception(error))
    path = _kept(trace, words)
    if path is None or os.environ.get(VARIABLE):
        screen.traceback(trace)
    where = "the traceback above" if path is None else f'"{path}", which holds the traceback'
    return KataError(
        f"torch-kata stumbled over itself: {_said(error)}; this is our mistake, not yours",
        hint=f"what you wrote is safe; please report this, with {where}",
        exit_code=3,
    )


def _kept(trace: str, words: Sequence[str]) -> Path | None:
    """Where the traceback was put; None where even that does not work."""
    try:
        from torchkata.practice.stumble import keep

        return keep(trace, words, environ=os.environ, now=datetime.now().astimezone())
    except Exception:  # what is broken may be the installation itself
        return None


def _said(error: Exception) -> str:
    try:
        words = " ".join(str(error).split())
    except Exception:
        words = ""
    name = type(error).__name__
    return f"{name}: {words[:LONGEST]}" if words else name
