"""Every attempt by another hand gets the verdict that stands in its header."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from torchkata.catalog import kata_folders, load
from torchkata.source import read_attempt

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "service")]
from forked import failing_checks  # noqa: E402
from warm_desk import Warm, one_service  # noqa: E402

ATTEMPTS = Path(__file__).parents[1] / "attempts"
FOLDER = Path(__file__).parents[2] / "katas"
FILES = sorted(ATTEMPTS.glob("*/*.py"))
KATAS = load(kata_folders(os.environ))
RIGHT = [path for path in FILES if path.stem.startswith("right_")]
GROUPS = 6  # processes that import torch for them
SOME = 1 if os.environ.get("TORCH_KATA_ALL_LEVELS") else 10  # every tenth one, isolated
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


def passes(verdict: dict[str, object]) -> None:
    assert verdict["outcome"] == "passed", (verdict["checks"], verdict["warnings"])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """One service for all of them."""
    with one_service(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest.mark.parametrize("path", RIGHT[::SOME], ids=name)
def test_a_right_attempt_passes_in_a_process_of_its_own(served: Warm, path: Path) -> None:
    assert read_attempt(path.read_bytes(), path).kata == path.parent.name
    passes(served.check(str(path), KATA_PATH=str(FOLDER)))


@pytest.mark.parametrize("path", RIGHT[:: 4 * SOME], ids=name)
def test_a_right_attempt_passes_without_a_service(served: Warm, path: Path) -> None:
    passes(served.check(str(path), KATA_PATH=str(FOLDER), KATA_SERVICE="0"))


@pytest.mark.parametrize("group", range(GROUPS))
def test_attempts_get_the_verdict_that_they_say(group: int) -> None:
    paths = FILES[:: 1 if SOME == 1 else 4][group::GROUPS]
    expected = {name(path): labelled(path) if path in WRONG else None for path in paths}
    assert failing_checks(paths) == expected
