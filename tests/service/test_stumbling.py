"""A mistake of the program itself, made by a command that the service runs."""

import os
from pathlib import Path

import pytest
from warm_desk import Warm

BREAK = """
import torchkata.practice.catalogue as broken

def listed(*arguments, **named):
    raise TypeError("no such thing")

broken.listed = listed
"""


def test_it_is_told_calmly_and_ends_with_3_in_the_service_too(
    warm: Warm, monkeypatch: pytest.MonkeyPatch
) -> None:
    (warm.folder / "sitecustomize.py").write_text(BREAK)
    paths = os.pathsep.join(filter(None, [str(warm.folder), os.environ.get("PYTHONPATH")]))
    monkeypatch.setenv("PYTHONPATH", paths)
    monkeypatch.delenv("TORCH_KATA_DEBUG")
    warm.begin()
    served = warm.status()["served"]
    code, out, err = warm.kata("list")
    assert (code, out) == (3, "")
    assert err.startswith("kata: torch-kata stumbled over itself: TypeError: no such thing;")
    assert "Traceback" not in err
    assert "Traceback" in next(Path(warm.folder, "home").glob("stumble-*.txt")).read_text()
    assert warm.status()["served"] == served + 2  # the command, and the question itself
