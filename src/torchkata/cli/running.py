"""A command that is run for a screen drawn here: its exit code, and what it says, as it says it."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name
from typing import BinaryIO, Protocol

from torchkata.cli.ways import WAYS

Told = Callable[[str], None]  # is given all that was said so far
Look = Callable[[], bool]  # whether nobody waits for it any more
CHUNK = 65536  # bytes
PAUSE = 0.03  # seconds without a word, after which the rest will take longer
SILENCE = 0.3  # seconds without any word, after which it has to be said that something runs


@dataclass(frozen=True, slots=True)
class Order:
    """A command, and what it gets."""

    argv: list[str]
    folder: Path
    environ: Mapping[str, str]
    streams: tuple[int, int, int]


class Asked(Protocol):
    """A command that somebody else runs."""

    def fileno(self) -> int:
        """Can be read once the command has ended."""

    def code(self) -> int | None:
        """Its exit code; None where it has to be run again, here."""

    def close(self) -> None:
        """End it if it has not ended."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who waits for a command: is told what comes long before the rest, and may have enough of it.

    `look` is asked whenever something was told, and whenever there is something on `sources`.
    """

    told: Told
    sources: tuple[int, ...] = ()
    look: Look = lambda: False
    silent: Callable[[], None] = lambda: None  # is called once, where nothing is told for long


class NotAwaitedError(Exception):
    """Whoever waited has something else to do."""


def run(
    words: tuple[str, ...], *, folder: Path, environ: Mapping[str, str], watcher: Watcher
) -> tuple[int, str]:
    """A command's exit code and all that it says. Raises NotAwaitedError, and it is interrupted."""
    argv = ["kata", *words]
    for name in WAYS:
        with pipe() as (ours, theirs), Path(os.devnull).open("rb") as null:
            streams = (null.fileno(), theirs.fileno(), theirs.fileno())
            asked: Asked | None = resolve_name(name)(Order(argv, folder, environ, streams))
            if asked is None:
                continue
            theirs.close()
            with closing(asked):
                text = heard(ours.fileno(), watcher, until=asked)
                code = asked.code()
            if code is not None:
                return code, text
    return started(argv, folder=folder, environ=environ, watcher=watcher)


def started(
    argv: list[str], *, folder: Path, environ: Mapping[str, str], watcher: Watcher
) -> tuple[int, str]:
    """The same in a process of its own."""
    with subprocess.Popen(
        [sys.executable, "-m", "torchkata", *argv[1:]],
        cwd=folder,
        env=environ,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        assert process.stdout is not None
        try:
            text = heard(process.stdout.fileno(), watcher)
        except NotAwaitedError:
            process.send_signal(signal.SIGINT)
            raise
    return process.returncode, text


@contextmanager
def pipe() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Two ends."""
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as reader, os.fdopen(theirs, "wb") as writer:
        yield reader, writer


def heard(stream: int, watcher: Watcher, *, until: Asked | None = None) -> str:
    """What comes through a pipe up to its end, or until a command has ended."""
    received, untold = b"", False
    patience: float | None = SILENCE
    ends = [] if until is None else [until.fileno()]
    sources = [stream, *ends, *watcher.sources]
    while True:
        waits = PAUSE if untold else None if received else patience
        ready, _, _ = select.select(sources, [], [], waits)
        if not ready and not untold:
            watcher.silent()
            patience = None
        elif not ready:
            watcher.told(shown(received))
            untold = False
            if watcher.look():
                raise NotAwaitedError
        if stream in ready:
            chunk = os.read(stream, CHUNK)
            if not chunk:
                break
            received, untold = received + chunk, True
        elif not set(ends).isdisjoint(ready):  # all that it wrote before was read
            break
        elif ready and watcher.look():
            raise NotAwaitedError
    return shown(received)


def shown(received: bytes) -> str:
    """Bytes of a command as text."""
    return received.decode(errors="replace").rstrip("\n")
