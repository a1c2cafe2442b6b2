"""A terminal whose screen is known, with commands in it one after another, and a recording."""

import fcntl
import json
import os
import pty
import re
import select
import shlex
import struct
import subprocess
import termios
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pyte

from torchkata.cli.watching import MORE, RUNS

PROMPT = "$ "
CLEARED = "\x1b[H\x1b[2J"
DRAWN = "\x1b[J"  # ends every screen that is drawn over the one before
LONGEST_WAIT = 60.0  # seconds
TYPING, READING = 0.06, 4.0  # seconds in a recording: for a key, and for a screen
COLOURS = {"brown": "yellow", "brightbrown": "bright_yellow", "default": ""}


@dataclass(frozen=True)
class Frame:
    """What was on the screen at one moment: rows of texts with a style each, and the command."""

    name: str
    command: str
    columns: int
    rows: tuple[tuple[tuple[str, str], ...], ...]

    @property
    def lines(self) -> list[str]:
        """The rows without colour."""
        return ["".join(text for text, _ in row) for row in self.rows]

    @property
    def text(self) -> str:
        """The whole screen without colour."""
        return "".join(f"{line}\n" for line in self.lines)


class Shell:
    """A pseudo-terminal that types commands, presses keys and looks at the screen."""

    def __init__(
        self, folder: Path, environ: Mapping[str, str], *, columns: int = 80, rows: int = 44
    ) -> None:
        self.folder, self.environ = folder, dict(environ)
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.ours, self.theirs = pty.openpty()
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.running: subprocess.Popen[bytes] | None = None
        self.command = ""
        self.unread = ""  # what was drawn since the last wait
        self.started, self.pauses = time.monotonic(), 0.0
        self.events: list[tuple[float, str]] = []

    def run(self, command: str, code: int = 0) -> None:
        """Type a command on an empty screen and wait until it ended, as it should."""
        self.begin(command)
        self.end(code)

    def begin(self, command: str) -> None:
        """Type a command on an empty screen and let it run."""
        self.command = command
        self.receive((CLEARED + PROMPT).encode())
        for letter in command:
            self.pause(TYPING)
            self.receive(letter.encode())
        self.receive(b"\r\n")
        self.unread = ""
        self.running = subprocess.Popen(
            shlex.split(command),
            cwd=self.folder,
            env=self.environ,
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            start_new_session=True,
        )

    def end(self, code: int = 0) -> None:
        """Wait until the command ended, and read what it still said."""
        assert self.running is not None
        deadline = time.monotonic() + LONGEST_WAIT
        while self.running.poll() is None:
            self.wait(deadline, "an end")
        while self.ready(0.0):
            self.receive(os.read(self.ours, 65536))
        if self.running.returncode != code:
            raise self.trouble(f"ended with {self.running.returncode}, not {code}")

    def drawn(self) -> None:
        """Wait until a screen was drawn anew that a command has ended."""
        drawn = MORE
        while MORE in drawn or RUNS in drawn:
            drawn = self.until(DRAWN)

    def until(self, words: str) -> str:
        """Wait until some words, or some control, have come; what came before them."""
        deadline = time.monotonic() + LONGEST_WAIT
        while words not in self.unread:
            self.wait(deadline, repr(words))
        before, _, self.unread = self.unread.partition(words)
        return before

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self.ours, keys.encode())

    def frame(self, name: str) -> Frame:
        """What is on the screen now, with time to read it."""
        self.pause(READING)
        rows = [self.row(number) for number in range(self.screen.lines)]
        while rows and not rows[-1]:
            rows.pop()
        return Frame(name, self.command, self.screen.columns, tuple(rows))

    def row(self, number: int) -> tuple[tuple[str, str], ...]:
        """One row of the screen, without the blanks at its end."""
        cells = [self.screen.buffer[number][n] for n in range(self.screen.columns)]
        while cells and cells[-1].data == " ":
            cells.pop()
        styled = groupby(cells, key=style)
        return tuple(("".join(cell.data for cell in run), name) for name, run in styled)

    def pause(self, seconds: float) -> None:
        """Let time go by in the recording, and nowhere else."""
        self.pauses += seconds

    def ready(self, seconds: float) -> bool:
        """Whether something comes within so long."""
        return bool(select.select([self.ours], [], [], seconds)[0])

    def wait(self, deadline: float, awaited: str) -> None:
        """Take what comes in a moment; not beyond the deadline."""
        if time.monotonic() > deadline:
            raise self.trouble(f"did not come to {awaited}")
        if self.ready(0.05):
            self.receive(os.read(self.ours, 65536))

    def receive(self, data: bytes) -> None:
        """Put something on the screen and in the recording."""
        self.stream.feed(data)
        text = data.decode(errors="replace")
        self.unread += text
        self.events.append((time.monotonic() - self.started + self.pauses, text))

    def trouble(self, words: str) -> RuntimeError:
        """A command that goes otherwise than it should, with its screen."""
        shown = "\n".join(line.rstrip() for line in self.screen.display).rstrip()
        return RuntimeError(f"`{self.command}` {words}:\n{shown}")

    def close(self) -> None:
        """End what still runs, and give the terminal back."""
        if self.running is not None and self.running.poll() is None:
            self.running.kill()
            self.running.wait()
        os.close(self.ours)
        os.close(self.theirs)

    def cast(self, title: str) -> str:
        """The recording in asciinema's format, version 2."""
        head = {
            "version": 2,
            "width": self.screen.columns,
            "height": self.screen.lines,
            "title": title,
            "env": {"TERM": "xterm-256color"},
        }
        events = ([round(moment, 3), "o", text] for moment, text in self.events)
        return "".join(f"{json.dumps(line)}\n" for line in (head, *events))


def style(cell: pyte.screens.Char) -> str:
    """The style of one cell, in rich's words."""
    colour = COLOURS.get(cell.fg, cell.fg.replace("bright", "bright_"))
    if re.fullmatch("[0-9a-f]{6}", colour):
        colour = f"#{colour}"
    return " ".join(word for word in ("bold" if cell.bold else "", colour) if word)
