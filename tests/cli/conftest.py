"""A learner's days: commands in this process, at a time of the test's own."""

from pathlib import Path

import pytest
from learner_days import RIGHT, Learner

from torchkata.cli import clock
from torchkata.contracts import Check, Chosen, Kata, Outcome, Verdict
from torchkata.practice import check as practice_check


@pytest.fixture
def learner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Learner:
    monkeypatch.chdir(tmp_path)
    found = Learner(tmp_path, capsys)
    monkeypatch.setattr(clock, "now", lambda: found.now)
    return found


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Verdicts without a run, where the journal alone is looked at."""

    def graded(
        chosen: Chosen, _: Kata, *, device: str, seed: int | None, **others: object
    ) -> Verdict:
        outcome = Outcome.PASSED if chosen.attempt.text == RIGHT else Outcome.FAILED
        check = Check("values", passed=outcome is Outcome.PASSED, message="values differ")
        path, target = str(chosen.attempt.path), chosen.kata.target
        return Verdict(chosen.kata.id, path, target, outcome, device, seed or 0, 0.1, (check,))

    monkeypatch.setattr(practice_check, "graded", graded)
