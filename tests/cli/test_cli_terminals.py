"""Colour where a terminal shows it, and nowhere else; pipes and old encodings are no trouble."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import fcntl
import pty
import struct
import termios

FULL = Path("/dev/full")
BROKEN = "# kata: softmax\ndef softmax(x, dim:\n"


def in_terminal(desk, *words: str, columns: int = 80, **environ: str) -> str:
    """What a terminal receives from a command."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    running = subprocess.Popen(
        [sys.executable, "-m", "torchkata", *words],
        cwd=desk.folder,
        env={**os.environ, "PYTHONUTF8": "1", **environ},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    received = b""
    try:
        while chunk := os.read(ours, 65536):
            received += chunk
    except OSError:  # how Linux says that the other side is closed
        pass
    finally:
        os.close(ours)
    running.wait(timeout=60)
    return received.decode()


@pytest.fixture
def broken(desk):
    desk.write("softmax.py", BROKEN)
    return desk


def test_a_terminal_shows_the_verdict_in_colour(broken) -> None:
    assert "\x1b[31m✗" in in_terminal(broken, "check", "softmax")


def test_no_color_leaves_no_escape_at_all(broken) -> None:
    text = in_terminal(broken, "check", "softmax", NO_COLOR="1")
    assert "✗" in text
    assert "\x1b" not in text


def test_an_empty_no_color_asks_for_nothing(broken) -> None:
    assert "\x1b[31m" in in_terminal(broken, "check", "softmax", NO_COLOR="")


def test_a_dumb_terminal_gets_no_escape(broken) -> None:
    assert "\x1b" not in in_terminal(broken, "check", "softmax", TERM="dumb")


def test_a_pipe_gets_no_escape(broken) -> None:
    assert "\x1b" not in broken.kata("check", "softmax").out


def test_colour_can_be_forced_into_a_pipe(broken) -> None:
    assert "\x1b[31m" in broken.kata("check", "softmax", environ={"FORCE_COLOR": "1"}).out


@pytest.mark.parametrize("command", ["list", "show softmax", "doctor --brief", "diff ok.py"])
def test_plain_has_ascii_signs_only(desk, command: str) -> None:
    desk.write("ok.py", "# kata: softmax\ndef softmax(x, dim):\n    return x\n")
    assert desk.kata(*command.split(), "--plain").out.isascii()


def test_plain_says_fail(broken) -> None:
    ran = broken.kata("check", "softmax", "--plain")
    assert ran.out.startswith("FAIL softmax: ")


def test_a_stream_without_our_signs_gets_plain_ones(broken) -> None:
    ascii_only = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    ran = broken.kata("check", "softmax", environ=ascii_only)
    assert (ran.code, ran.out[:5]) == (1, "FAIL ")


@pytest.mark.parametrize("columns", [40, 80, 160])
def test_the_terminal_is_used_to_its_width(desk, columns: int) -> None:
    text = in_terminal(desk, "show", "cross_attention", columns=columns, NO_COLOR="1")
    assert columns // 2 < max(len(line) for line in text.splitlines()) <= columns


def test_a_reader_that_goes_away_is_no_trouble(desk) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "torchkata", "list"],
        cwd=desk.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    told = running.stderr.read()
    running.stderr.close()
    assert (running.wait(timeout=60), told) == (0, b"")


def test_names_with_markup_or_controls_are_shown_as_they_are(desk) -> None:
    desk.write("x[red]y.py", "# kata: softmax\n(")
    assert "x[red]y.py, line 2" in desk.kata("check", "x[red]y.py").out
    assert "\\x1b[31m" in in_terminal(desk, "check", "a\x1b[31mb.py", NO_COLOR="1")


@pytest.mark.skipif(not FULL.exists(), reason="no full device here")
@pytest.mark.parametrize(
    "command",
    ["--help", "list", "list --json", "check ok.py", "check ok.py --json", "check gone.py --json"],
)
def test_output_that_cannot_be_written_is_told_in_a_line(desk, command: str) -> None:
    desk.write("ok.py", "# kata: softmax\ndef softmax(x, dim):\n    return x.softmax(dim)\n")
    with FULL.open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "torchkata", *command.split()],
            cwd=desk.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
    first, *_ = done.stderr.splitlines()
    assert first == "kata: the output cannot be written: No space left on device"
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert "report" not in done.stderr
