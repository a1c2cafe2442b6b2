"""The clock of a recording: a file that `kata` reads instead of the system's clock."""

import os
from datetime import datetime, timedelta
from pathlib import Path

VARIABLE = "TORCH_KATA_CLOCK"


def read(clock: Path) -> datetime:
    """The moment that the clock shows."""
    return datetime.fromisoformat(clock.read_text(encoding="utf-8"))


def put(clock: Path, moment: datetime) -> None:
    """Set the clock."""
    clock.write_text(moment.isoformat(), encoding="utf-8")


def forward(clock: Path, minutes: float) -> None:
    """Let time go by."""
    put(clock, read(clock) + timedelta(minutes=minutes))


def save(path: Path, text: str, clock: Path) -> None:
    """Put a text in the place of the one before, at once, and at the clock's time."""
    beside = path.with_suffix(".part")
    beside.write_text(text, encoding="utf-8")
    seconds = read(clock).timestamp()
    os.utime(beside, (seconds, seconds))
    beside.replace(path)
