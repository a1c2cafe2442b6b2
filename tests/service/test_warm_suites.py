"""The red team, handed to one service: every fifth file, all with TORCH_KATA_ALL_LEVELS set."""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from warm_desk import Warm, family, one_service

if sys.platform != "linux":
    pytest.skip("needs /proc", allow_module_level=True)

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS / "redteam"))
from attacks import ATTACKS, Attack  # noqa: E402
from attacks import KATAS as ATTACKED  # noqa: E402

EVERY = 1 if os.environ.get("TORCH_KATA_ALL_LEVELS") else 5
IDLE = 3  # processes: the service, a standby, its worker


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """One service for all of them."""
    with one_service(tmp_path_factory.mktemp("desk")) as made:
        yield made


def attack_id(attack: Attack) -> str:
    return attack.name


@pytest.mark.parametrize("attack", ATTACKS[::EVERY], ids=attack_id)
def test_an_attack_gets_its_verdict_from_the_service_too(served: Warm, attack: Attack) -> None:
    if attack.level not in (None, "kernel"):
        pytest.skip("for another level")
    temporary = served.folder / "tmp"
    temporary.mkdir(exist_ok=True)
    (served.folder / "attempt.py").write_bytes(attack.data)
    kata = "double" if b"# kata: double" in attack.data else "softmax"
    named = () if b"# kata:" in attack.data else ("--kata", kata)
    environ = {"KATA_PATH": str(ATTACKED), "TMPDIR": str(temporary)}
    words = ("check", "attempt.py", *named, "--json", "--seed", "7", "--device", "cpu")
    code, out, err = served.kata(*words, **environ)
    assert "Traceback" not in err
    if attack.alone:
        assert code != 0
        return
    assert json.loads(out)["outcome"] in attack.verdicts, out
    assert list(temporary.iterdir()) == []
    assert settled(served) <= IDLE


def settled(served: Warm) -> int:
    """How many processes the service has, once the last command's are gone."""
    process = served.process()
    deadline = time.monotonic() + 5
    while len(family(process)) > IDLE and time.monotonic() < deadline:
        time.sleep(0.05)
    return len(family(process))
