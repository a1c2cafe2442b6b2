"""Pages that a command writes for a browser."""

from pathlib import Path

from torchkata.cli import screen
from torchkata.contracts import KataError


def write(path: Path, text: str) -> None:
    """Write a page, and say so."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise KataError(
            f'"{path}" cannot be written: {reason}', hint="name another file"
        ) from error
    screen.line(f"wrote {path}")
