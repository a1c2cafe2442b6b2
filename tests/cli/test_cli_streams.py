"""An attempt may do with its streams what it likes: it is graded, and what it prints is shown."""

import json
import shlex
import subprocess
import sys

import pytest

RIGHT = """# kata: softmax
import io
import sys
{top}

def softmax(x, dim):
    {within}
    exps = (x - x.amax(dim=dim, keepdim=True)).exp()
    return exps / exps.sum(dim=dim, keepdim=True)
"""
REWRAPPED = "sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding='utf-8')"
TOPS = (
    REWRAPPED,
    "sys.stdout = None",
    "sys.stdout.close()",
    "sys.stderr.close()",
    "sys.stderr = 3",
)


@pytest.mark.parametrize("top", TOPS)
def test_a_right_attempt_passes_whatever_becomes_of_the_streams(desk, top: str) -> None:
    desk.write("mine.py", RIGHT.format(top=top, within="pass"))
    ran = desk.kata("check", "mine.py", "--json")
    assert (ran.code, json.loads(ran.out)["passed"]) == (0, True)


def test_streams_may_be_closed_in_the_function_too(desk) -> None:
    desk.write("mine.py", RIGHT.format(top="", within="sys.stdout.close()"))
    assert "ended its own process" not in desk.kata("check", "mine.py").out


def test_what_is_printed_through_a_stream_of_ones_own_is_shown(desk) -> None:
    text = RIGHT.format(top=REWRAPPED, within="print('seen \\u2713')")
    desk.write("mine.py", text.replace("x.amax", "x.amin").replace("exps / ", "2 * exps / "))
    ran = desk.kata("check", "mine.py")
    assert ran.code == 1
    assert "seen" in ran.out


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_check_goes_on_where_its_own_streams_are_closed(desk, closed: str) -> None:
    desk.write("mine.py", RIGHT.format(top="", within="pass"))
    program = shlex.quote(sys.executable)
    command = f"{program} -m torchkata check mine.py {closed}"
    done = subprocess.run(["sh", "-c", command], cwd=desk.folder, timeout=60, check=False)
    assert done.returncode == 0
