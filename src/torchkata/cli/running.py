"""A command that is run for a screen drawn here: its exit code, and what it says, as it says it."""

import os
import select
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
CHUNK = 65536  # bytes
PAUSE = 0.03  # seconds without a word, after which the rest will take longer


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


def run(
    words: tuple[str, ...], *, folder: Path, environ: Mapping[str, str], told: Told
) -> tuple[int, str]:
    """A command's exit code and all that it says; what comes long before the rest is `told`."""
    argv = ["kata", *words]
    for name in WAYS:
        with pipe() as (ours, theirs), Path(os.devnull).open("rb") as null:
            streams = (null.fileno(), theirs.fileno(), theirs.fileno())
            asked: Asked | None = resolve_name(name)(Order(argv, folder, environ, streams))
            if asked is None:
                continue
            theirs.close()
            with closing(asked):
                text = heard(ours.fileno(), told, until=asked)
                code = asked.code()
            if code is not None:
                return code, text
    return started(argv, folder=folder, environ=environ, told=told)


def started(
    argv: list[str], *, folder: Path, environ: Mapping[str, str], told: Told
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
        text = heard(process.stdout.fileno(), told)
    return process.returncode, text


@contextmanager
def pipe() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Two ends."""
    ours, theirs = os.pipe()
    with os.fdopen(ours, "rb") as reader, os.fdopen(theirs, "wb") as writer:
        yield reader, writer


def heard(stream: int, told: Told, *, until: Asked | None = None) -> str:
    """What comes through a pipe up to its end, or until a command has ended."""
    received = b""
    sources = [stream] if until is None else [stream, until.fileno()]
    while True:
        ready, _, _ = select.select(sources, [], [], PAUSE if received else None)
        if not ready:
            told(shown(received))
            ready, _, _ = select.select(sources, [], [])
        if stream not in ready:  # it has ended, and all that it wrote before was read
            break
        chunk = os.read(stream, CHUNK)
        if not chunk:
            break
        received += chunk
    return shown(received)


def shown(received: bytes) -> str:
    """Bytes of a command as text."""
    return received.decode(errors="replace").rstrip("\n")
