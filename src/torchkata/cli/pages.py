"""Pages that a command writes for a browser."""

from pathlib import Path

from torchkata.cli import screen
from torchkata.contracts import KataError
from torchkata.render.whole_page import MARKER


def write(path: Path, text: str) -> None:
    """Write a page, and say so. A file that is no such page is left alone."""
    try:
        if path.exists() and MARKER not in path.read_text(encoding="utf-8", errors="replace"):
            raise KataError(
                f'"{path}" is there already and is not a page of torch-kata',
                hint="choose another name, or move it away",
            )
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = error.strerror or str(error)
        raise KataError(
            f'"{path}" cannot be written: {reason}', hint="name another file"
        ) from error
    screen.line(f"wrote {path}")
