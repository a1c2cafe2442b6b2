"""A command in a terminal of its own, with somebody who reads and presses keys."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A pseudo-terminal, 80 by 40, with one `kata` command in it."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self.theirs = theirs
        self.running = subprocess.Popen(
            [sys.executable, "-m", "torchkata", *words],
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        self.text = ""

    def press(self, keys: str) -> None:
        os.write(self.ours, keys.encode())

    def until(self, words: str, seconds: float = 30.0) -> str:
        """What was drawn up to some words."""
        deadline = time.monotonic() + seconds
        while words not in self.text:
            left = deadline - time.monotonic()
            assert left > 0, f"no {words!r} in {self.text!r}"
            if select.select([self.ours], [], [], left)[0]:
                self.text += ESCAPES.sub("", os.read(self.ours, 65536).decode())
        before, _, self.text = self.text.partition(words)
        return before

    def close(self) -> None:
        self.running.kill()
        self.running.wait()
        os.close(self.ours)
        os.close(self.theirs)
