"""What stdout shows, found out as rich finds it out, for screens that do without rich."""

import os
import sys

TELLING = ("FORCE_COLOR", "TTY_COMPATIBLE")  # by which rich may be told something else
DUMB = ("dumb", "unknown")


def is_usual() -> bool:
    """Whether what is below holds; else rich has to be asked."""
    is_told = any(name in os.environ for name in TELLING)
    return os.name == "posix" and not is_told and os.environ.get("TERM", "").lower() not in DUMB


def can_be_drawn_in() -> bool:
    """Whether keys come from a terminal and it lets what is on it be drawn over."""
    is_dumb = os.environ.get("TERM", "").lower() in DUMB
    return sys.stdin.isatty() and sys.stdout.isatty() and not is_dumb


def shows_color() -> bool:
    """Whether there is a terminal, and nobody asks for no colour."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def width() -> int:
    """Its columns: what COLUMNS says, else what a stream that is a terminal has, else 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdigit():
        return int(columns) or 80
    for stream in range(3):
        try:
            return os.get_terminal_size(stream).columns or 80
        except OSError:
            pass
    return 80
