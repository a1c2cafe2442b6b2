"""Commands that `kata watch` runs: by the service where there is one, and told as they speak."""

import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from warm_desk import KATAS, Warm, family, is_alive, kill, wait_for_end

if sys.platform != "linux":
    pytest.skip("needs /proc", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).parents[1] / "cli"))
from terminal import Terminal

from torchkata.cli.running import run
from torchkata.service import program  # noqa: F401 (names the service as a way to run commands)

SLOW = "# kata: softmax\nimport time\ntime.sleep(1)\n"


@pytest.fixture
def here(warm: Warm, monkeypatch: pytest.MonkeyPatch) -> Warm:
    """A desk whose surroundings are this process's own."""
    for name, value in warm.environ().items():
        monkeypatch.setenv(name, value)
    warm.begin()
    return warm


def ran(here: Warm, *words: str) -> tuple[int, str, list[str]]:
    """A command's exit code, its words, and what was told before the last of them."""
    told: list[str] = []
    code, text = run(words, folder=here.folder, environ=here.environ(), told=told.append)
    return code, text, told


def test_the_service_runs_it(here: Warm) -> None:
    before = int(str(here.status()["served"]))
    code, text, _ = ran(here, "check", "right.py", "--seed", "7")
    assert (code, text.splitlines()[0]) == (0, "✓ softmax: same function as the reference")
    assert here.status()["served"] == before + 2  # and the first look at it


def test_without_a_service_it_says_the_same(here: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    there = ran(here, "show", "softmax")[:2]
    monkeypatch.setenv("KATA_SERVICE", "0")
    assert ran(here, "show", "softmax")[:2] == there


@pytest.mark.parametrize("service", ["0", "1"])
def test_the_verdict_is_told_before_its_line_is_found(
    here: Warm, monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    monkeypatch.setenv("KATA_SERVICE", service)
    text = (KATAS / "vit" / "reference.py").read_text()
    text = text.replace(
        "self.mlp_norm = nn.LayerNorm(dim)", "self.mlp_norm = nn.LayerNorm(dim, eps=1)"
    )
    (here.folder / "vit.py").write_text(text.replace("_norm", "_n").replace("_proj", "_p"))
    code, text, told = ran(here, "check", "vit.py")
    assert code == 1
    assert "first goes wrong at line" in text
    assert told[0].startswith("✗ vit: values leave the reference")
    assert "first goes wrong" not in told[0]
    assert text.startswith(told[0])


def test_a_killed_service_costs_no_verdict(here: Warm) -> None:
    (here.folder / "slow.py").write_text(SLOW + (here.folder / "right.py").read_text())
    processes = family(here.process())
    threading.Timer(0.5, kill, [processes]).start()
    code, text, _ = ran(here, "check", "slow.py")
    assert code == 0
    assert text.count("same function as the reference") == 1
    assert not wait_for_end(processes)


def test_ctrl_c_ends_watch_and_the_command_that_it_waits_for(here: Warm) -> None:
    service = here.process()
    terminal = Terminal(here.folder, "watch", "endless.py")
    try:
        time.sleep(3)
        busy = family(service) - {service}
        assert family(terminal.running.pid) == {terminal.running.pid}  # it starts none of its own
        terminal.running.send_signal(signal.SIGINT)
        assert terminal.running.wait(10) == 130
        assert is_alive(service)
        assert len(wait_for_end(busy, 5)) <= 2  # the next standby and its worker
    finally:
        terminal.close()
