"""Attempts that only some seeds told wrongly: the verdict must not hang on the draw."""

import os
from pathlib import Path

import pytest

from torchkata.catalog import find, kata_folders, load
from torchkata.judge.grading import reported
from torchkata.judge.ready import ready
from torchkata.source import read_attempt
from torchkata.worker.engine import Engine

ATTEMPTS = Path(__file__).parents[1] / "attempts"


@pytest.mark.parametrize(
    ("kata", "name", "seed"),
    [
        # A hidden unit of the reference is idle at the first five points that are drawn.
        ("transformer", "right_keys_without_bias", 36),
        ("transformer", "right_keys_without_bias", 41),
        ("transformer", "right_keys_without_bias", 55),
    ],
)
def test_a_right_attempt_passes_with_this_seed_too(kata: str, name: str, seed: int) -> None:
    path = ATTEMPTS / kata / f"{name}.py"
    attempt = read_attempt(path.read_bytes(), path)
    by = ready(find(load(kata_folders(os.environ)), kata), seed)
    report = reported(by, attempt, Engine(), device="cpu")
    assert (report.failure, report.error) == (None, "")
