"""Commands that need no torch do not import it."""

import os
import subprocess
import sys

import pytest

PROBE = """
import sys
from torchkata.cli import main
try:
    main(sys.argv[1:])
finally:
    heavy = [name for name in ("torch", "numpy") if name in sys.modules]
    sys.stderr.write(f"imported {heavy}")
"""
COMMANDS = [
    ["--help"],
    ["--version"],
    [],
    ["list"],
    ["list", "--json"],
    ["show", "cross_attention"],
    ["new", "cross_attention"],
    ["new", "linear", "--level", "signatures"],
    ["new", "linear", "-o", "faded.py", "--level", "faded50"],
    ["peek", "linear"],
    ["hint", "cross_attention"],
    ["today"],
    ["history", "softmax"],
    ["stats"],
    ["stats", "--html", "stats.html"],
    ["road", "linear", "--html", "road.html"],
    ["check", "blank.py", "--kata", "nanogpt_block", "--part", "MLP"],
    ["journal", "path"],
    ["journal", "export"],
    ["diff", "softmax.py"],
    ["doctor", "--brief"],
    ["check", "broken.py"],
    ["check", "blank.py"],
    ["check", "--help"],
]


def imported(desk, words: list[str], *, probe: str = PROBE, **environ: str) -> str:
    """The last word of a command that ran in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", probe, *words],
        cwd=desk.folder,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stderr[done.stderr.rindex("imported") :]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "alone")
def test_the_command_does_not_import_torch(desk, words: list[str]) -> None:
    desk.write("softmax.py", "def softmax(x, dim):\n    return x\n")
    desk.write("broken.py", "# kata: softmax\n(")
    desk.write("blank.py", "# kata: softmax\n")
    assert imported(desk, words) == "imported []"


@pytest.mark.parametrize("words", [["today"], ["stats"], ["history", "softmax"], ["list"]])
def test_what_reads_a_journal_imports_no_scheduler(desk, words: list[str]) -> None:
    desk.kata("new", "softmax")
    desk.kata("diff", "softmax")
    probe = PROBE.replace('"numpy"', '"numpy", "fsrs"')
    assert imported(desk, words, probe=probe) == "imported []"


def test_completion_does_not_import_torch(desk) -> None:
    asked = {"_KATA_COMPLETE": "complete_bash", "COMP_WORDS": "kata show c", "COMP_CWORD": "2"}
    assert imported(desk, [], **asked) == "imported []"


def test_reading_commands_do_not_import_libcst(desk) -> None:
    probe = PROBE.replace('"numpy"', '"libcst"')
    for words in (["list"], ["hint", "softmax"], ["--help"]):
        done = subprocess.run(
            [sys.executable, "-c", probe, *words],
            cwd=desk.folder,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.stderr.endswith("imported []")
