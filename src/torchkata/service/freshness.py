"""Whether the program on disk is still the one that was loaded."""

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from torchkata.service.address import PACKAGE

Fingerprint = tuple[tuple[str, int, int], ...]


def fingerprint() -> Fingerprint:
    """Time and size of every file of the program, of torch and of the interpreter.

    The katas are not among them: every command reads them anew.
    """
    return tuple(signed(path) for path in files())


def files() -> Iterator[str]:
    """The files whose change asks for a new service."""
    yield sys.executable
    torch = find_spec("torch")
    if torch is not None and torch.origin is not None:
        yield str(Path(torch.origin).with_name("version.py"))
    waiting = [PACKAGE]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            for entry in found:
                if entry.is_dir():
                    if entry.name not in ("__pycache__", "_katas"):
                        waiting.append(entry.path)
                elif entry.name.endswith(".py"):
                    yield entry.path


def signed(path: str) -> tuple[str, int, int]:
    """A file's path, time and size; zeros where it is gone."""
    try:
        status = os.stat(path)  # noqa: PTH116
    except OSError:
        return path, 0, 0
    return path, status.st_mtime_ns, status.st_size
