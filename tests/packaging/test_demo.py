"""The demonstration runs real commands, and notices one that ends otherwise than it should."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

DEMO = Path(__file__).parents[2] / "demo"


@pytest.fixture(scope="module")
def shown() -> str:
    """What the demonstration puts on the screen."""
    done = subprocess.run(
        [sys.executable, DEMO / "run.py"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"},
        timeout=240,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_demonstration_shows_every_command_as_it_is_typed(shown: str) -> None:
    typed = re.findall(r"^\$ kata (\w+)", shown, flags=re.MULTILINE)
    assert typed == ["list", "new", "check", "check", "diff"]


def test_the_wrong_attempt_of_the_demonstration_fails_at_values(shown: str) -> None:
    verdict = shown.split("$ kata check")[1]
    assert "✗ cross_attention: values leave the reference" in verdict
    assert re.search(r"\d+ of \d+ elements differ; worst [\d.]+ at", verdict)


def test_the_right_attempt_of_the_demonstration_passes_with_names_of_its_own(shown: str) -> None:
    verdict = shown.split("$ kata check")[2]
    assert "✓ cross_attention: same function as the reference" in verdict
    assert re.search(r"to_kv\.weight\s+=\s+k_proj\.weight .* \+ v_proj\.weight", verdict)


def test_the_two_attempts_differ_in_the_scale_alone() -> None:
    wrong, right = (
        (DEMO / f"{name}.py").read_text().splitlines() for name in ("without_scale", "with_scale")
    )
    changed = [(a, b) for a, b in zip(wrong, right, strict=True) if a != b]
    assert len(changed) == 1
    assert changed[0][1] == f"{changed[0][0]} * q.shape[-1] ** -0.5"


def test_the_demonstration_stops_at_a_command_that_ends_otherwise(capfd) -> None:
    demo = runpy.run_path(str(DEMO / "run.py"))
    steps = (demo["Step"]("No such kata.", "kata show nothing", 0), demo["STEPS"][0])
    assert demo["main"](steps) == 1
    out, err = capfd.readouterr()
    assert "$ kata list" not in out
    assert err.endswith("demo: `kata show nothing` ended with 2, not 0\n")
