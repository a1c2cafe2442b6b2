"""Every kata: its reference passes, its practice files fail, its brief tells the truth."""

import os
import re
from pathlib import Path

import pytest
from torch import Tensor

from torchkata.catalog import kata_folders, load, reference_text
from torchkata.contracts import Kata
from torchkata.judge.draw import draw_cases
from torchkata.judge.grading import reported
from torchkata.judge.ready import ready
from torchkata.source import LEVELS, read_attempt, scaffold
from torchkata.worker.engine import Engine

KATAS = load(kata_folders(os.environ))
by_id = pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)


@by_id
@pytest.mark.parametrize("seed", [0, 2**31 - 1])
def test_the_reference_passes_its_own_kata(kata: Kata, seed: int) -> None:
    attempt = read_attempt(reference_text(kata).encode(), Path("reference.py"))
    report = reported(ready(kata, seed), attempt, Engine(), device="cpu")
    assert report.failure is None
    assert report.error == ""
    assert report.warnings == []
    assert not any(kind.names for kind in report.strays)


@by_id
def test_a_practice_file_fails(kata: Kata) -> None:
    """`kata dev check` tries every level that defines the target; here one of them, by the kata."""
    levels = LEVELS[1:-1]
    level = levels[sum(map(ord, kata.id)) % len(levels)]
    text = scaffold(kata, reference_text(kata), level)
    attempt = read_attempt(text.encode(), Path("practice.py"))
    assert reported(ready(kata, 0), attempt, Engine(), device="cpu").failure is not None


@by_id
def test_every_line_that_makes_a_tensor_says_its_shape(kata: Kata) -> None:
    """Assignments in a forward method or a kata's own function end in `# (…)`."""
    lines = reference_text(kata).splitlines()
    said = [line for line in lines if re.search(r"  # .*\(.*\)|  # .*\[.*\]|  # float", line)]
    makes_none = kata.kind.value in ("schedule", "optimizer") or kata.target == "init_weights"
    assert said or makes_none


@by_id
def test_the_same_seed_draws_the_same_cases(kata: Kata) -> None:
    first, second, other = (draw_cases(kata, seed) for seed in (3, 3, 4))
    assert [str(case) for case in first] == [str(case) for case in second]
    if any(isinstance(value, Tensor) for case in first for value in case.inputs.values()):
        assert [str(case) for case in first] != [str(case) for case in other]
