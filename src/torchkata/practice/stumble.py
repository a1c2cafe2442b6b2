"""What is kept of a mistake of the program itself, so that it can be reported and mended."""

import os
import platform
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from importlib import metadata
from pathlib import Path

from torchkata import __version__
from torchkata.journal import data_folder


def keep(
    trace: str, words: Sequence[str], *, environ: Mapping[str, str], now: datetime
) -> Path | None:
    """Write a traceback into the journal's folder, else into a temporary file; None where neither.

    With it go the words of the command and the versions; nothing of an attempt.
    """
    text = "\n".join([*_circumstances(words, now), "", trace])
    with suppress(OSError):
        folder = data_folder(environ)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"stumble-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        return path
    with suppress(OSError):
        descriptor, name = tempfile.mkstemp(prefix="torch-kata-stumble-", suffix=".txt")
        os.close(descriptor)
        path = Path(name)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        return path
    return None


def _circumstances(words: Sequence[str], now: datetime) -> list[str]:
    torch = "not installed"
    with suppress(metadata.PackageNotFoundError):
        torch = metadata.version("torch")
    return [
        f"kata {' '.join(words)}",
        now.isoformat(timespec="seconds"),
        f"torch-kata {__version__}, torch {torch}, Python {platform.python_version()}",
        platform.platform(),
    ]
