"""How far the process that runs an attempt is kept from the rest of the machine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Isolation:
    """What was in force. Made by `worker`, said by `kata check --json` and `kata doctor`."""

    level: str  # "process", "kernel" or "container"
    stops: tuple[str, ...]
    leaves_open: tuple[str, ...]  # what it does not stop
    missing: str = ""  # why it is no more than that
