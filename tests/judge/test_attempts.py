"""Every attempt by another hand gets the verdict that stands in its header."""

import os
import re
from pathlib import Path

import pytest

from torchkata.catalog import find, kata_folders, load
from torchkata.contracts import Verdict
from torchkata.judge import grade
from torchkata.source import forbidden_uses, read_attempt

ATTEMPTS = Path(__file__).parents[1] / "attempts"
FILES = sorted(ATTEMPTS.glob("*/*.py"))
KATAS = load(kata_folders(os.environ))
SEED = 7


def verdict_on(path: Path) -> Verdict | str:
    """The judge's verdict, or "static" where reading the file is enough."""
    attempt = read_attempt(path.read_bytes(), path)
    assert attempt.kata == path.parent.name
    kata = find(KATAS, path.parent.name)
    if forbidden_uses(attempt.text, kata.forbidden, kata.target):
        return "static"
    return grade(kata, attempt, device="cpu", seed=SEED)


def failing_check(verdict: Verdict | str) -> str | None:
    if isinstance(verdict, str):
        return verdict
    return verdict.first_failure.name if verdict.first_failure else None


def labelled(path: Path) -> str:
    """The check that a wrong attempt says it fails."""
    found = re.search(r"^# fails: (.+)$", path.read_text(), flags=re.MULTILINE)
    assert found is not None, f"{path} says no '# fails: CHECK'"
    return found[1].strip()


def name(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


RIGHT = [path for path in FILES if path.stem.startswith("right_")]
WRONG = [path for path in FILES if path.stem.startswith("wrong_")]


def test_every_kata_has_attempts_by_other_hands() -> None:
    assert set(FILES) == {*RIGHT, *WRONG}
    for kata in KATAS:
        assert sum(path.parent.name == kata.id for path in RIGHT) >= 1
        assert sum(path.parent.name == kata.id for path in WRONG) >= 3


@pytest.mark.parametrize("path", RIGHT, ids=name)
def test_a_right_attempt_passes(path: Path) -> None:
    verdict = verdict_on(path)
    assert isinstance(verdict, Verdict)
    assert verdict.passed, (verdict.first_failure, verdict.warnings)


@pytest.mark.parametrize("path", WRONG, ids=name)
def test_a_wrong_attempt_fails_where_it_says(path: Path) -> None:
    verdict = verdict_on(path)
    assert failing_check(verdict) == labelled(path), verdict
