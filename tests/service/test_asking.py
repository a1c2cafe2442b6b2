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

from torchkata.cli.running import Watcher, run
from torchkata.cli.watching import MORE
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
    watcher = Watcher(told.append)
    code, text = run(words, folder=here.folder, environ=here.environ(), watcher=watcher)
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


def vit(norm: str) -> str:
    """A vision transformer in names of its own, with a norm of its MLPs."""
    text = (KATAS / "vit" / "reference.py").read_text()
    assert text.count("self.mlp_norm = nn.LayerNorm(dim)") == 1
    text = text.replace("self.mlp_norm = nn.LayerNorm(dim)", f"self.mlp_norm = {norm}")
    return text.replace("_norm", "_n").replace("_proj", "_p")


@pytest.mark.parametrize("service", ["0", "1"])
def test_the_verdict_is_told_before_its_line_is_found(
    here: Warm, monkeypatch: pytest.MonkeyPatch, service: str
) -> None:
    monkeypatch.setenv("KATA_SERVICE", service)
    (here.folder / "vit.py").write_text(vit("nn.LayerNorm(dim, eps=1)"))
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


def test_a_key_ends_the_search_for_the_line_and_the_failure_is_remembered(here: Warm) -> None:
    (here.folder / "vit.py").write_text(vit("nn.LayerNorm(dim, eps=1)"))
    terminal = Terminal(here.folder, "watch", "vit.py")
    try:
        assert "values leave the reference" in terminal.until(MORE)
        terminal.press("q")
        assert terminal.running.wait(10) == 0
        assert "goes wrong" not in terminal.text
    finally:
        terminal.close()
    deadline = time.monotonic() + 10
    while '"outcome": "failed"' not in here.kata("history", "vit", "--json")[1]:
        assert time.monotonic() < deadline


def test_a_key_that_means_nothing_ends_nothing(here: Warm) -> None:
    (here.folder / "vit.py").write_text(vit("nn.LayerNorm(dim, eps=1)"))
    terminal = Terminal(here.folder, "watch", "vit.py")
    try:
        terminal.until(MORE)
        terminal.press("xyz")
        assert "goes wrong at line" in terminal.until("q quit")
    finally:
        terminal.close()


def test_a_save_ends_the_search_for_the_line_of_what_was_there_before(here: Warm) -> None:
    (here.folder / "vit.py").write_text(vit("nn.LayerNorm(dim, eps=1)"))
    terminal = Terminal(here.folder, "watch", "vit.py")
    try:
        terminal.until(MORE)
        (here.folder / "vit.py").write_text(vit("nn.LayerNorm(dim)"))
        assert "goes wrong" not in terminal.until("same function as the reference")
    finally:
        terminal.close()


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
