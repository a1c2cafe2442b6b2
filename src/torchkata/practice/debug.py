"""`kata debug`: what to start for Python's debugger in an attempt."""

import sys

from torchkata.contracts import Chosen, KataError
from torchkata.practice.place import Place
from torchkata.practice.trace import require_runnable, wanted_case

PROGRAM = "torchkata.judge.debugging"


def debug_command(place: Place, chosen: Chosen, *, case: str | None, seed: int) -> list[str]:
    """The program and its arguments. Raises KataError where there is nothing to debug."""
    if chosen.origin:
        raise KataError(
            f'"{chosen.attempt.path}" is a notebook, and the debugger runs Python files',
            hint="copy the cell into a file, then debug that; kata trace takes the notebook",
        )
    name = wanted_case(chosen.kata, case)
    require_runnable(chosen)
    path = str((place.folder / chosen.attempt.path).absolute())
    return [sys.executable, "-P", "-m", PROGRAM, path, chosen.kata.id, name, str(seed)]
