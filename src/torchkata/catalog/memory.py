"""Katas as they were read before: to read a `kata.toml` takes longer than all else of a command.

They are known in this process, and to the next one by a file. It is believed only where it is this
user's own and was written by this very program; without it everything is read, only slower.
"""

import marshal
import os
import stat
import sys
import time
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from torchkata import __version__
from torchkata.catalog.packing import packed, unpacked
from torchkata.contracts import Kata

NAME = "catalogue"
PARTS = ("kata.toml", "reference.py", "driver.py")  # what a kata is read from
SETTLED_NS = 2 * 10**9  # what is younger may change once more, and no clock would tell
CHECKSUM = 4  # bytes in front

Signs = tuple[int, ...]
Known = dict[str, tuple[Signs, bytes]]

_read: dict[Path, tuple[Signs, Kata]] = {}  # in this process


def memory_file(environ: Mapping[str, str]) -> Path:
    """Where katas are remembered: in `TORCH_KATA_HOME`, else the system's place for caches."""
    home = environ.get("TORCH_KATA_HOME", "")
    if home:
        return Path(os.path.expanduser(home), NAME)  # noqa: PTH111
    from platformdirs import user_cache_path

    return user_cache_path("torch-kata", appauthor=False) / NAME


class Memory:
    """What was read before, in this process and, where there is a path, in that file."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: Known | None = None  # what the file says, once it is asked
        self.has_news = False

    def kata(self, folder: Path, signs: Signs) -> Kata | None:
        """The kata in a folder, if that has the same signs as when it was read."""
        if folder in _read and _read[folder][0] == signs:
            return _read[folder][1]
        before, data = self.recalled().get(str(folder), ((), b""))
        if before != signs:
            return None
        kata = unpacked(data, folder)
        _read[folder] = signs, kata
        return kata

    def keep(self, folder: Path, signs: Signs, kata: Kata) -> None:
        """Remember what was read of a folder that had these signs before."""
        _read[folder] = signs, kata
        if is_settled(signs):
            with suppress(ValueError):
                self.recalled()[str(folder)] = signs, packed(kata)
                self.has_news = True

    def recalled(self) -> Known:
        """What the file says, and what has been read since."""
        if self.known is None:
            self.known = {} if self.path is None else recalled(self.path)
        return self.known

    def save(self) -> None:
        """Write down what is new."""
        if self.path is not None and self.has_news:
            there = {name: item for name, item in self.recalled().items() if Path(name).is_dir()}
            with suppress(OSError):
                write(self.path, there)


def signs_of(folder: Path) -> Signs:
    """What tells that a kata's folder is as it was: of each file number, size and two times."""
    signs: list[int] = []
    for name in PARTS:
        try:
            status = os.stat(f"{folder}/{name}")  # noqa: PTH116 (pathlib is slow)
        except OSError:
            signs += [0, 0, 0, 0]
        else:
            signs += [status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns]
    return tuple(signs)


def is_settled(signs: Signs) -> bool:
    """Whether another change would show in the times."""
    return max(*signs[2::4], *signs[3::4]) < time.time_ns() - SETTLED_NS


def recalled(path: Path) -> Known:
    """What a file remembers; nothing where it is not to be believed."""
    with suppress(OSError), path.open("rb") as opened:
        if is_own(os.fstat(opened.fileno())):
            data, head = opened.read(), program()
            checksum, body = data[:CHECKSUM], data[CHECKSUM:]
            if body.startswith(head) and checksum == sum_of(body):
                known: Known = marshal.loads(body[len(head) :])
                return known
    return {}


def write(path: Path, known: Known) -> None:
    """Put a file in the place of the one before, all at once. Raises OSError."""
    import tempfile  # dear, and seldom needed

    path.parent.mkdir(parents=True, exist_ok=True)
    body = program() + marshal.dumps(known)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(sum_of(body) + body)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def is_own(status: os.stat_result) -> bool:
    """Whether a file is this user's, and nobody else may write into it."""
    if not hasattr(os, "geteuid"):
        return stat.S_ISREG(status.st_mode)
    is_closed = not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISREG(status.st_mode) and is_closed and status.st_uid == os.geteuid()


def program() -> bytes:
    """What must be the same for a file to mean the same: this room's code, and Python."""
    here = Path(__file__).parent
    sources = [*here.glob("*.py"), here.parent / "contracts" / "kata.py"]
    stats = sorted((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in sources)
    return f"torch-kata {__version__} {sys.hexversion:x} {stats}\n".encode()


def sum_of(body: bytes) -> bytes:
    """A sum that tells of damage."""
    return zlib.crc32(body).to_bytes(CHECKSUM, "little")
