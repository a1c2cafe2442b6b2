"""Every hostile or clumsy file gets its verdict, and nothing of it is left.

Those that touch the system run at every lower isolation level there is here, and every fourth file
at the highest; with TORCH_KATA_ALL_LEVELS set, all run at all of them. Half of
them are handed to a service besides: tests/service.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from attacks import ATTACKS, KATAS, Attack

from torchkata.cli.main import main
from torchkata.worker.isolation import offered
from torchkata.worker.reap import adopt_orphans, children

LEVELS = ("process", "kernel")
HIGHEST = offered({}).level
AVAILABLE = LEVELS[: LEVELS.index(HIGHEST) + 1]
CODES = {"passed": 0, "failed": 1, "error": 3}
LONGEST = 30.0  # seconds


@dataclass(frozen=True)
class Ran:
    """What one check left to see."""

    code: int
    out: str
    err: str
    seconds: float


@dataclass(frozen=True)
class Place:
    """Where an attack is run: a learner's folder, the journal's, and one for temporary files."""

    folder: Path
    home: Path
    temporary: Path


def rounds(*, alone: bool) -> list[object]:
    """Each attack with the levels it is run at."""
    found: list[object] = []
    for number, attack in enumerate(ATTACKS):
        for level in AVAILABLE:
            is_one_of_four = level == HIGHEST and number % 4 == 0
            is_lower = level != HIGHEST and attack.depends_on_level
            is_wanted = is_one_of_four or is_lower or attack.alone or everywhere()
            if is_wanted and attack.alone == alone and attack.level in (None, level):
                known = [pytest.mark.xfail(reason=attack.known, strict=True)]
                found.append(pytest.param(attack, level, marks=known if attack.known else []))
    return found


def everywhere() -> bool:
    return bool(os.environ.get("TORCH_KATA_ALL_LEVELS"))


def name(attack: Attack | str) -> str:
    return attack if isinstance(attack, str) else attack.name


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Folders of this test's own, and the process that runs it as keeper of all orphans."""
    made = Place(tmp_path / "desk", tmp_path / "home", tmp_path / "tmp")
    for folder in (made.folder, made.home, made.temporary):
        folder.mkdir()
    monkeypatch.chdir(made.folder)
    monkeypatch.setenv("KATA_PATH", str(KATAS))
    monkeypatch.setenv("TORCH_KATA_HOME", str(made.home))
    monkeypatch.setenv("TMPDIR", str(made.temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    adopt_orphans()
    return made


def run_here(capsys: pytest.CaptureFixture[str], *words: str) -> Ran:
    """A `kata` command in this process, which has torch already."""
    started = time.monotonic()
    code = main(words)
    captured = capsys.readouterr()
    return Ran(code, captured.out, captured.err, time.monotonic() - started)


def run_alone(*words: str) -> Ran:
    """A `kata` command in a process of its own."""
    started = time.monotonic()
    program = [sys.executable, "-m", "torchkata", *words]
    done = subprocess.run(program, capture_output=True, text=True, timeout=90, check=False)
    return Ran(done.returncode, done.stdout, done.stderr, time.monotonic() - started)


def kata_of(attack: Attack) -> str:
    return "double" if b"# kata: double" in attack.data else "softmax"


def words_for(attack: Attack, place: Place) -> tuple[str, ...]:
    (place.folder / "attempt.py").write_bytes(attack.data)
    named = () if b"# kata:" in attack.data else ("--kata", kata_of(attack))
    return ("check", "attempt.py", *named, "--json", "--seed", "7", "--device", "cpu")


def check_verdict(attack: Attack, level: str, ran: Ran) -> None:
    verdict = json.loads(ran.out)
    assert "Traceback" not in ran.err
    assert ran.code == CODES[verdict["outcome"]], ran
    if attack.open_at == level:
        return
    assert verdict["outcome"] in attack.verdicts, ran.out
    failing = next((c["name"] for c in verdict["checks"] if c["passed"] is False), None)
    assert attack.fails in (None, failing), ran.out


def check_nothing_is_left(attack: Attack, place: Place, before: frozenset[int]) -> None:
    assert children() <= before
    assert list(place.temporary.iterdir()) == []
    assert {path.name for path in place.folder.iterdir()} == {"attempt.py"}
    assert (place.folder / "attempt.py").read_bytes() == attack.data
    kept = [path for path in place.home.rglob("*") if path.is_file()]
    assert not any(path.read_bytes() == b"gone" for path in kept)


@pytest.mark.parametrize(("attack", "level"), rounds(alone=False), ids=name)
def test_an_attack_gets_its_verdict_and_leaves_nothing(
    attack: Attack,
    level: str,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TORCH_KATA_ISOLATION", level)
    before = children()
    ran = run_here(capsys, *words_for(attack, place))
    check_verdict(attack, level, ran)
    check_nothing_is_left(attack, place, before)
    assert ran.seconds < LONGEST


@pytest.mark.parametrize(("attack", "level"), rounds(alone=True), ids=name)
def test_an_attack_on_the_process_that_checks_it_never_passes(
    attack: Attack,
    level: str,
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TORCH_KATA_ISOLATION", level)
    before = children()
    words = words_for(attack, place)
    ran = run_alone(*words)
    assert ran.code in ({1} if level == "kernel" else {1, 3, 130, -9})
    assert '"passed": true,\n  "outcome"' not in ran.out
    assert ran.seconds < LONGEST
    wait_for_orphans(before)
    if ran.code == -9:  # killed, it could not clean up: the next check does
        check_another(place, capsys)
    check_nothing_is_left(attack, place, before)


def check_another(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    """A check of a right attempt that leaves no file of its own."""
    right = place.folder / "right.py"
    right.write_text("# kata: double\ndef double(x):\n    return 2 * x\n")
    assert run_here(capsys, "check", "right.py", "--json").code == 0
    right.unlink()


def wait_for_orphans(before: frozenset[int]) -> None:
    """What lost its parent ends by itself, and is waited for here, where it was adopted."""
    deadline = time.monotonic() + 5
    while (orphans := children() - before) and time.monotonic() < deadline:
        for orphan in orphans:
            os.waitpid(orphan, os.WNOHANG)
        time.sleep(0.05)


def test_there_are_fifty_attacks_and_more() -> None:
    assert len(ATTACKS) >= 50
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
