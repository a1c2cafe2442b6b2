"""The text in which something was defined: the cells of this session, or a module's file."""

import inspect
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from torchkata.contracts import KataError


def text_of(target: type | Callable[..., Any]) -> list[str] | Path:
    """The cells that were run up to now, or the file of the module that holds the target."""
    if target.__module__ == "__main__" and (cells := _history()):
        return cells
    try:
        path = inspect.getsourcefile(target)
    except (TypeError, OSError):  # a class of a session without a file
        path = None
    if path is None or not Path(path).is_file():
        raise KataError(
            f"the text of {target.__qualname__} cannot be found",
            hint="define it in a cell of a notebook, or in a file that is imported",
        )
    return Path(path)


def notebook_of(cells: Sequence[str]) -> str:
    """A notebook of these cells; the first is number 1."""
    listed = [{"cell_type": "code", "source": text} for text in cells]
    return json.dumps({"cells": listed, "nbformat": 4, "nbformat_minor": 5, "metadata": {}})


def _history() -> list[str]:
    """What was run in this IPython session, in order; nothing where there is none."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        return []
    return [str(text) for text in shell.user_ns.get("In", [""])[1:]]
