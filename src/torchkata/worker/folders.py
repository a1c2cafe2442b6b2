"""The temporary folders of attempts: made, measured, and removed whatever became of their owner."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from torchkata.worker.ended import has_ended

PREFIX = "torch-kata-"
MOST_BYTES = 256 * 2**20
MOST_ENTRIES = 10_000


def claim_folder() -> Path:
    """A new folder whose name tells the process that made it."""
    return Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))


def sweep_folders() -> None:
    """Remove what a process left that was killed before it could."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
            owner = folder.name.removeprefix(PREFIX).partition("-")[0]
            if owner.isdecimal() and is_ours(folder) and has_ended(int(owner)):
                remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Remove a folder, also where an attempt took its own rights to it away."""
    shutil.rmtree(folder, ignore_errors=True)
    if folder.exists():
        unlock(folder)
        shutil.rmtree(folder, ignore_errors=True)


def unlock(folder: Path) -> None:
    """Give back the rights to a folder and to all folders in it."""
    waiting = [os.fspath(folder)]
    while waiting:
        path = waiting.pop()
        with suppress(OSError):
            Path(path).chmod(0o700)
            with os.scandir(path) as found:
                waiting += [entry.path for entry in found if entry.is_dir(follow_symlinks=False)]


def is_overfull(folder: Path) -> bool:
    """Whether a folder holds more bytes or entries than an attempt may write."""
    size = 0
    for count, entry in enumerate(entries(folder)):
        with suppress(OSError):
            size += entry.stat(follow_symlinks=False).st_blocks * 512
        if size > MOST_BYTES or count > MOST_ENTRIES:
            return True
    return False


def entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder, links not followed."""
    waiting = [os.fspath(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                yield entry


def is_ours(folder: Path) -> bool:
    """Whether this is a real folder of the present user."""
    status = folder.lstat()
    owner = getattr(os, "geteuid", lambda: status.st_uid)()
    return folder.is_dir() and not folder.is_symlink() and status.st_uid == owner
