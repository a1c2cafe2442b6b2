"""What a command leaves for the time after its exit code was told: nobody waits for it."""

from collections.abc import Callable
from contextlib import suppress

_left: list[Callable[[], None]] = []


def leave(task: Callable[[], None]) -> None:
    """Have this done afterwards; nothing is lost where the process ends before."""
    _left.append(task)


def do_the_rest() -> None:
    """Do what was left, the last first."""
    with suppress(KeyboardInterrupt):
        while _left:
            _left.pop()()
