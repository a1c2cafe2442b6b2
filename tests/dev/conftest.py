"""A pack of small katas, each broken in one way, and what `kata dev check` says of it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TOML = """schema = 1
title = "{name}"
belt = "white"
kind = "function"
target = "{name}"
brief = "A small function."
concepts = ["tests"]
prerequisites = []
sources = ["none"]
forbidden = []
hints = ["far", "nearer", "near"]
[sizes]
B = [2, 3]
L = [5, 7]
[inputs]
x = "float[B, L]"
[outputs]
out = "float[B, L]"
"""
HEAD = '"""A small function."""\n\nimport torch\nfrom torch import Tensor\n\n\n'
SOUND = "def sound(x: Tensor) -> Tensor:\n    return 2 * x  # (B, L)\n"


def write_kata(pack: Path, name: str, body: str, tables: str = "", **changes: str) -> Path:
    """A kata of this name; `changes` replace values of its kata.toml, `tables` come after it."""
    folder = pack / name
    folder.mkdir(parents=True)
    (folder / "reference.py").write_text(HEAD + body, encoding="utf-8")
    text = TOML.format(name=name) + tables
    for old, new in changes.items():
        assert f"{old} = " in text
        lines = [
            f"{old} = {new}" if line.startswith(f"{old} = ") else line for line in text.splitlines()
        ]
        text = "\n".join(lines) + "\n"
    (folder / "kata.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Katas that are broken in one way each."""
    pack = tmp_path_factory.mktemp("pack")
    sound = write_kata(pack, "sound", SOUND)
    (sound / "notes.md").write_text("Notes are welcome.\n")
    (sound / "mutants").mkdir()
    planted = (HEAD + SOUND).replace("2 * x  # (B, L)", "2 * x.flip(0)  # PLANTED")
    (sound / "mutants" / "upside_down.py").write_text(planted)

    stray = write_kata(pack, "stray", SOUND.replace("sound", "stray"), sources="[]")
    (stray / "draft.py").write_text("")

    write_kata(pack, "equal_axes", SOUND.replace("sound", "equal_axes"), L="[3, 7]")
    write_kata(
        pack,
        "dead_input",
        "def dead_input(x: Tensor, y: Tensor) -> Tensor:\n    return 2 * x + 0 * y\n",
        x='"float[B, L]"\ny = "float[B, L]"',
    )
    write_kata(
        pack,
        "unreached",
        "def unreached(x: Tensor) -> Tensor:\n    if x.shape[1] > 100:\n"
        "        return 3 * x\n    return 2 * x\n",
    )
    write_kata(
        pack,
        "narrow",
        "def narrow(x: Tensor) -> Tensor:\n    return 2 * x[:, :4]\n",
        '[[cases]]\nname = "three"\nsizes = { L = 3 }\n',
        L="[3, 4]",
        belt='"white"\nno_edges = ["L"]',
    )
    write_kata(
        pack, "raising", "def raising(x: Tensor) -> Tensor:\n    return x.no_such_method()\n"
    )
    write_kata(
        pack,
        "rejected",
        'def rejected(x: Tensor) -> Tensor:\n    y = 2 * x\n    return eval("y")\n',
    )
    write_kata(
        pack,
        "waived",
        SOUND.replace("sound", "waived"),
        '[waivers]\n"no-such:1:abcd" = "a mutant that does not exist"\n',
    )
    harmless = write_kata(pack, "harmless", SOUND.replace("sound", "harmless"))
    (harmless / "mutants").mkdir()
    same = (
        (HEAD + SOUND).replace("sound", "harmless").replace("2 * x  # (B, L)", "x * 2  # PLANTED")
    )
    (harmless / "mutants" / "turned.py").write_text(same)
    (harmless / "mutants" / "unmarked.py").write_text(HEAD)
    return pack


@pytest.fixture(scope="session")
def check(pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[int, Any]]:
    """Run `kata dev check … --json` on katas of the pack: exit code and document."""
    home = tmp_path_factory.mktemp("home")

    def run(*words: str) -> tuple[int, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "torchkata", "dev", "check", "--json", *words],
            env={**os.environ, "KATA_PATH": str(pack), "TORCH_KATA_HOME": str(home)},
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def reports(check: Callable[..., tuple[int, Any]], pack: Path) -> dict[str, Any]:
    """What is found about every kata of the pack, by name."""
    code, document = check(*sorted(path.name for path in pack.iterdir()))
    assert code == 1
    return {kata["kata"]: kata for kata in document["katas"]}
