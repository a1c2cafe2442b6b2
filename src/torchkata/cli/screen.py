"""The two streams: results to stdout, talk to stderr."""

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from torchkata.cli import terminal
from torchkata.contracts import KataError
from torchkata.render.harmless import harmless
from torchkata.render.marks import ASCII, UNICODE, Marks
from torchkata.render.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from torchkata.render.documents import Document

EXIT_CODES = {"passed": 0, "failed": 1, "error": 3}  # of a verdict


class UnwrittenError(KataError):
    """What a command says cannot be written: its disk is full, say."""


_told: set[str] = set()  # troubles of the present command
_waits: list[int] = []  # how wide what stands there for a moment is


def prepare_streams() -> None:
    """Let no character stop a command: what a stream cannot encode is written as an escape."""
    _told.clear()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def marks(*, plain: bool) -> Marks:
    """The signs to use: ASCII where asked for, and where stdout knows no others."""
    return ASCII if plain or not _knows(UNICODE) else UNICODE


def show(renderable: "RenderableType") -> None:
    """Print a screen, in colour where a terminal shows it and nobody asks for none."""
    if isinstance(renderable, Sheet) and terminal.is_usual():
        text = renderable.text(terminal.width(), colored=terminal.shows_color())
        with _writing():
            sys.stdout.write(text)
        return flush()
    from rich.console import Console

    from torchkata.render.text import THEME

    has_color = not os.environ.get("NO_COLOR")
    console = Console(
        theme=THEME,
        color_system="auto" if has_color else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with _writing(), suppress(SystemExit):  # which newer rich makes of a pipe's end
        console.print(renderable)
    return flush()


def document(content: "Document") -> None:
    """Print one JSON document."""
    import json

    with _writing():
        sys.stdout.write(json.dumps(content, indent=2) + "\n")
    flush()


def line(text: str) -> None:
    """Print one line of a result that has no screen of its own."""
    with _writing():
        sys.stdout.write(harmless(text) + "\n")
    flush()


def clear() -> None:
    """Empty the terminal."""
    with _writing():
        sys.stdout.write("\x1b[H\x1b[2J")


def lines(texts: "Iterable[str]") -> None:
    """Print lines that a program reads, one after another."""
    with _writing():
        for text in texts:
            sys.stdout.write(text + "\n")
    flush()


def source(text: str) -> None:
    """Print a file's text: as it is for a pipe, made safe for a terminal."""
    with _writing():
        sys.stdout.write(harmless(text) if sys.stdout.isatty() else text)
    flush()


def remark(text: str) -> None:
    """Say something beside the result."""
    with suppress(OSError):
        sys.stderr.write(f"kata: {harmless(text)}\n")


def help_text(text: str) -> int:
    """Show what may be typed to somebody who typed too little; the exit code for that."""
    with suppress(OSError):
        sys.stderr.write(f"{harmless(text)}\n")
    return 2


def progress(done: int, parts: int) -> None:
    """Say how far long work has come, on one line of a terminal; nothing where there is none."""
    if sys.stderr.isatty():
        with suppress(OSError):
            sys.stderr.write(f"\r{100 * done // parts:3d} %" if done < parts else "\r     \r")
            sys.stderr.flush()


def wait_for(words: str) -> None:
    """Say what takes a moment, on a line of a terminal that it leaves; nothing where there is none.

    Inside `waiting`, which sees to that.
    """
    if sys.stderr.isatty():
        with suppress(OSError):
            sys.stderr.write(f"  {words}\r")
            sys.stderr.flush()
        _waits.append(len(words) + 2)


@contextmanager
def waiting() -> "Iterator[None]":
    """Whatever is waited for, nothing of it is left on the screen."""
    try:
        yield
    finally:
        while _waits:
            with suppress(OSError):
                sys.stderr.write(" " * _waits.pop() + "\r")
                sys.stderr.flush()


def problem(error: KataError) -> None:
    """Say what happened, then what to do."""
    remark(error.message)
    if error.hint:
        with suppress(OSError):
            sys.stderr.write(f"  {harmless(error.hint)}\n")


def trouble(error: KataError) -> None:
    """Say what is wrong beside the result, and nothing twice."""
    if error.message not in _told:
        _told.add(error.message)
        problem(error)


def traceback(text: str) -> None:
    """Show where a mistake of this program was made."""
    with suppress(OSError):
        sys.stderr.write(harmless(text))


def flush() -> None:
    """Hand everything over. A reader that went away, as `head` does, is no problem of ours."""
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> "Iterator[None]":
    """To stdout. What is left over where that ends has no reader: Python would complain at exit."""
    try:
        yield
    except BrokenPipeError:
        _turn_away()
    except OSError as error:
        raise unwritten(error) from error


def unwritten(error: OSError) -> UnwrittenError:
    """What to say where stdout takes nothing more."""
    _turn_away()
    return UnwrittenError(
        f"the output cannot be written: {error.strerror or error}",
        hint="make room there, or send it elsewhere",
        exit_code=3,
    )


def _turn_away() -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)


def _knows(signs: Marks) -> bool:
    encoding = getattr(sys.stdout, "encoding", None) or "ascii"
    try:
        "".join((signs.good, signs.bad, signs.skipped, signs.rule, signs.left_out)).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
