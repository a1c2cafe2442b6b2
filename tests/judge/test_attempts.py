"""Every attempt by another hand gets the verdict that stands in its header."""

import os
import re
import sys
from pathlib import Path

import pytest

from torchkata.catalog import find, kata_folders, load
from torchkata.contracts import Kata
from torchkata.judge import grade
from torchkata.source import read_attempt

sys.path.insert(0, str(Path(__file__).parent))
from forked import SEED, failing_checks

ATTEMPTS = Path(__file__).parents[1] / "attempts"
FILES = sorted(ATTEMPTS.glob("*/*.py"))
KATAS = load(kata_folders(os.environ))
RIGHT = [path for path in FILES if path.stem.startswith("right_")]
WRONG = [path for path in FILES if path.stem.startswith("wrong_")]


def labelled(path: Path) -> str:
    """The check that a wrong attempt says it fails."""
    found = re.search(r"^# fails: (.+)$", path.read_text(), flags=re.MULTILINE)
    assert found is not None, f"{path} says no '# fails: CHECK'"
    return found[1].strip()


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def test_every_kata_has_attempts_by_other_hands() -> None:
    assert set(FILES) == {*RIGHT, *WRONG}
    for kata in KATAS:
        assert sum(path.parent.name == kata.id for path in RIGHT) >= 3
        assert sum(path.parent.name == kata.id for path in WRONG) >= 6


@pytest.mark.parametrize("path", RIGHT, ids=name)
def test_a_right_attempt_passes_in_a_process_of_its_own(path: Path) -> None:
    attempt = read_attempt(path.read_bytes(), path)
    assert attempt.kata == path.parent.name
    verdict = grade(find(KATAS, path.parent.name), attempt, device="cpu", seed=SEED)
    assert verdict.passed, (verdict.first_failure, verdict.warnings)


@pytest.mark.parametrize("kata", KATAS, ids=lambda kata: kata.id)
def test_wrong_attempts_fail_where_they_say(kata: Kata) -> None:
    paths = [path for path in WRONG if path.parent.name == kata.id]
    assert failing_checks(paths) == {path.stem: labelled(path) for path in paths}
