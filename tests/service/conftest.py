"""A runtime folder of its own for every test: its service is seen, stopped, and never met again."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from warm_desk import ENDLESS, RIGHT, WRONG, Warm


@pytest.fixture
def warm(tmp_path: Path) -> Iterator[Warm]:
    """A folder, and a runtime folder whose name is short enough for a socket."""
    runtime = Path(tempfile.mkdtemp(prefix="kata-"))
    made = Warm(tmp_path, runtime)
    for name, text in (("right", RIGHT), ("wrong", WRONG), ("endless", ENDLESS)):
        (tmp_path / f"{name}.py").write_text(text)
    yield made
    made.kata("service", "stop")
    shutil.rmtree(runtime, ignore_errors=True)
