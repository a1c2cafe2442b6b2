"""An argument that only one case names reaches the target."""

from pathlib import Path

import pytest

from torchkata.catalog import load
from torchkata.contracts import Attempt
from torchkata.judge.grading import reported
from torchkata.judge.ready import ready
from torchkata.worker.engine import Engine

TOML = """
schema = 1
title = "Times"
belt = "white"
kind = "function"
target = "times"
brief = "x times factor."
concepts = ["shapes"]
sources = ["none"]
hints = ["a", "b", "c"]

[sizes]
B = 3

[inputs]
x = "float[B]"

[outputs]
out = "float[B]"

[[cases]]
name = "another factor"
inputs = { factor = 5 }
"""
REFERENCE = "def times(x, factor=2):\n    return x * factor\n"


@pytest.mark.parametrize(("body", "check"), [("x * factor", None), ("x * 2", "values")])
def test_a_case_of_its_own_argument_is_run_with_it(
    tmp_path: Path, body: str, check: str | None
) -> None:
    folder = tmp_path / "times"
    folder.mkdir()
    (folder / "kata.toml").write_text(TOML)
    (folder / "reference.py").write_text(REFERENCE)
    (kata,) = load([tmp_path])
    text = f"def times(x, factor=2):\n    return {body}\n"
    attempt = Attempt(Path("times.py"), text, "times", (), None)
    failure = reported(ready(kata, 1), attempt, Engine(), device="cpu").failure
    assert (failure.check if failure else None) == check
