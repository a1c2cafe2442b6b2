"""`kata watch` in a real terminal: a check at every save, single keys, a calm end."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import fcntl
import pty
import signal
import struct
import termios

BROKEN = "# kata: softmax\ndef softmax(x, dim:\n"
BLANK = "# kata: softmax\ndef softmax(x, dim):\n    raise NotImplementedError\n"
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """A pseudo-terminal with `kata watch` in it."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        self.before = termios.tcgetattr(theirs)
        self.theirs = theirs
        self.running = subprocess.Popen(
            [sys.executable, "-m", "torchkata", "watch", *words],
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


@pytest.fixture
def watched(desk) -> Iterator[Terminal]:
    desk.write("softmax.py", BROKEN)
    terminal = Terminal(desk.folder, "softmax.py")
    terminal.until("q quit")
    yield terminal
    terminal.close()


def test_every_save_is_checked_and_nothing_else(desk, watched: Terminal) -> None:
    desk.write("softmax.py", BLANK)
    assert "softmax" in watched.until("q quit")
    desk.write("other.py", BLANK)
    (desk.folder / "softmax.py").touch()
    time.sleep(1.5)
    watched.press("q")
    assert watched.running.wait(10) == 0
    assert "watching" not in watched.text


def test_a_file_that_is_replaced_is_checked_too(desk, watched: Terminal) -> None:
    desk.write("new.tmp", "# kata: softmax\nsoftmax = 3\n")
    (desk.folder / "new.tmp").rename(desk.folder / "softmax.py")
    watched.until("q quit")
    desk.write("softmax.py", BROKEN)
    assert "line 2" in watched.until("q quit")


def test_keys_show_hint_and_diff_and_go_on(desk, watched: Terminal) -> None:
    watched.press("h")
    assert "hint 1" in watched.until("q quit").lower()
    watched.press("d")
    watched.until("watching softmax.py")
    watched.press("n")
    watched.until("watching split_heads.py")
    assert (desk.folder / "split_heads.py").is_file()


def test_manual_waits_for_a_key(desk) -> None:
    desk.write("softmax.py", BROKEN)
    terminal = Terminal(desk.folder, "softmax.py", "--manual")
    try:
        terminal.until("q quit")
        desk.write("softmax.py", BLANK)
        time.sleep(1)
        assert not select.select([terminal.ours], [], [], 0)[0]
        terminal.press("r")
        terminal.until("q quit")
    finally:
        terminal.close()


def test_ctrl_c_ends_it_and_the_terminal_is_as_before(watched: Terminal) -> None:
    watched.running.send_signal(signal.SIGINT)
    assert watched.running.wait(10) == 130
    assert termios.tcgetattr(watched.theirs) == watched.before


def test_without_a_terminal_it_says_what_to_do(desk) -> None:
    ran = desk.kata("watch")
    assert ran.code == 2
    assert "watch needs a terminal" in ran.err
    assert "`kata check`" in ran.err
