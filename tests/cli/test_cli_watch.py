"""`kata watch` in a real terminal: a check at every save, single keys, a calm end."""

import select
import signal
import sys
import time
from collections.abc import Iterator

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import termios

from terminal import Terminal

from torchkata.cli.watching import KEYS, folded, without_next

BROKEN = "# kata: softmax\ndef softmax(x, dim:\n"
BLANK = "# kata: softmax\ndef softmax(x, dim):\n    raise NotImplementedError\n"


@pytest.fixture
def watched(desk) -> Iterator[Terminal]:
    desk.write("softmax.py", BROKEN)
    terminal = Terminal(desk.folder, "watch", "softmax.py")
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
    terminal = Terminal(desk.folder, "watch", "softmax.py", "--manual")
    try:
        terminal.until("q quit")
        desk.write("softmax.py", BLANK)
        time.sleep(1)
        assert not select.select([terminal.ours], [], [], 0)[0]
        terminal.press("r")
        terminal.until("q quit")
    finally:
        terminal.close()


@pytest.mark.parametrize(("key", "words"), [("t", "softmax.py"), ("p", "reference")])
def test_keys_trace_and_peek(desk, key: str, words: str) -> None:
    desk.write("softmax.py", BROKEN)
    terminal = Terminal(desk.folder, "watch", "softmax.py", "--manual")
    try:
        terminal.until("q quit")
        terminal.press(key)
        assert words in terminal.until("q quit")
    finally:
        terminal.close()


def test_ctrl_c_ends_it_and_the_terminal_is_as_before(watched: Terminal) -> None:
    watched.running.send_signal(signal.SIGINT)
    assert watched.running.wait(10) == 130
    assert termios.tcgetattr(watched.theirs) == watched.before


@pytest.mark.parametrize("last", ["  next: kata hint softmax", "next: kata new layer_norm"])
def test_a_command_that_a_key_does_is_not_told(last: str) -> None:
    assert without_next(["✓ softmax", last]) == ["✓ softmax"]


@pytest.mark.parametrize(
    "last", ["  next: kata hint softmax --again  or  --all", "next: kata list"]
)
def test_a_command_that_no_key_does_is_told(last: str) -> None:
    assert without_next(["✓ softmax", last])[-1] == last


@pytest.mark.parametrize("width", [80, 60, 34, 5])
def test_no_key_is_taken_apart_in_a_narrow_terminal(width: int) -> None:
    lines = folded(KEYS, width)
    assert " · ".join(lines) == KEYS
    assert all(len(line) <= max(width, len("h hint ")) for line in lines)
    assert len(lines) == {80: 1, 60: 2, 34: 2, 5: 7}[width]


def test_without_a_terminal_it_says_what_to_do(desk) -> None:
    ran = desk.kata("watch")
    assert ran.code == 2
    assert "watch needs a terminal" in ran.err
    assert "`kata check`" in ran.err


@pytest.mark.parametrize("command", ["watch", "drill"])
def test_a_terminal_that_cannot_be_drawn_in_is_refused(
    desk, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    desk.write("softmax.py", BROKEN)
    terminal = Terminal(desk.folder, command)
    try:
        assert "needs a terminal" in terminal.until("kata check")
        assert terminal.running.wait(10) == 2
    finally:
        terminal.close()


def test_keys_work_after_it_was_stopped_and_continued(watched: Terminal) -> None:
    watched.running.send_signal(signal.SIGSTOP)
    termios.tcsetattr(watched.theirs, termios.TCSANOW, watched.before)  # as a shell does
    watched.running.send_signal(signal.SIGCONT)
    watched.until("q quit")
    watched.press("h")
    assert "hint 1" in watched.until("q quit").lower()
    watched.press("q")
    assert watched.running.wait(10) == 0


def test_a_check_that_takes_long_is_said_to_run(desk) -> None:
    desk.write("softmax.py", BLANK.replace("raise NotImplementedError", "while True: pass"))
    terminal = Terminal(desk.folder, "watch", "softmax.py")
    try:
        terminal.until("kata check runs: softmax.py")
        terminal.press("h")
        terminal.until("q quit")
        terminal.press("r")
        assert "hint 1" in terminal.until("kata check runs").lower()
    finally:
        terminal.close()
