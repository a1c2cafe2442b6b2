"""`kata debug`: what to start for Python's debugger in an attempt."""

import sys

from torchkata.contracts import Chosen
from torchkata.practice.place import Place
from torchkata.practice.trace import require_runnable, wanted_case

PROGRAM = "torchkata.judge.debugging"


def debug_command(place: Place, chosen: Chosen, *, case: str | None, seed: int) -> list[str]:
    """The program and its arguments. Raises KataError where there is nothing to debug."""
    name = wanted_case(chosen.kata, case)
    require_runnable(chosen)
    path = str((place.folder / chosen.attempt.path).absolute())
    return [sys.executable, "-P", "-m", PROGRAM, path, chosen.kata.id, name, str(seed)]
