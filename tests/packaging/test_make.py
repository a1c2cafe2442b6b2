"""The Makefile says what there is, and refuses a Python that is too old."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def make(*words: str) -> subprocess.CompletedProcess[str]:
    """Run make in the checkout, as if no other make were running this."""
    environ = {name: text for name, text in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=ROOT,
        env={**environ, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_make_alone_lists_its_targets() -> None:
    done = make()
    assert done.returncode == 0
    targets = [line.split()[0] for line in done.stdout.splitlines()[1:]]
    assert targets == ["help", "demo", "test", "katas", "clean"]


def test_a_python_that_is_too_old_is_refused_with_what_to_type(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = make("demo", f"PYTHON={old}", f"VENV={tmp_path / 'env'}")
    assert done.returncode == 2
    assert "torch-kata needs Python 3.11 or newer: make PYTHON=" in done.stderr
    assert "/python3.11 demo" in done.stderr
    assert not (tmp_path / "env").exists()


def test_the_whole_suite_holds_the_katas_and_ends_with_the_tests_own_words() -> None:
    steps = make("--dry-run", "--assume-old=.venv/.tools", "test").stdout.splitlines()
    assert any("kata dev check" in step for step in steps)
    assert steps[-1].endswith("-m pytest -n 2")
    assert (ROOT / ".ci" / "run").read_text().splitlines()[-1] == "make test"
