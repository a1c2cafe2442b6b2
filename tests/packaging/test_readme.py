"""The README's commands run, and its screens are what they show.

`pytest --update-golden` writes the screens anew.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, fields
from pathlib import Path

import pytest

from torchkata.contracts import Kata
from torchkata.judge.align.verify import GRADIENT_LIMIT, OUTPUT_LIMIT
from torchkata.judge.checks.values import LOUD
from torchkata.service.settings import Settings, read_settings
from torchkata.worker.isolation.level import LEVELS
from torchkata.worker.limits import FILE_BYTES, MEMORY_BYTES

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
CLOCK = re.compile(r"· (?:cpu|cuda|mps) · \d+\.\d\d s$", flags=re.MULTILINE)

FOR_AUTHORS = {"dev"}  # told of where katas are added
NEEDS_NETWORK = "installs over the network: test_distribution installs the wheel without it"
NOT_RUN = {
    "make demo": "test_demo runs what it runs",
    "make test": "this is it",
    "pip install .": NEEDS_NETWORK,
    "pipx install .": NEEDS_NETWORK,
    "uv tool install .": NEEDS_NETWORK,
    "pip install torch --index-url https://download.pytorch.org/whl/cpu": NEEDS_NETWORK,
    "PIP_EXTRA_INDEX_URL=https://download.pytorch.org/whl/cpu make demo": NEEDS_NETWORK,
}


@dataclass
class Reader:
    """Someone who follows the README from top to bottom in one folder."""

    folder: Path
    exports: dict[str, str] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)

    def follow(self, text: str) -> str:
        """Do what every block says; gives the text with the screens that were seen."""
        return BLOCK.sub(self.follow_block, text)

    def follow_block(self, block: re.Match[str]) -> str:
        """Write the file, or run the commands, of one block."""
        language, path, body = block.groups()
        if path is not None:
            self.write(path, body)
        elif language == "console":
            commands = re.findall(r"^\$ (.*)$", body, flags=re.MULTILINE)
            seen = "".join(f"$ {command}\n{self.run(command)}" for command in commands)
            return f"```console\n{seen}```"
        else:
            assert language == "sh", f"a block of {language} says nothing of what it is"
            for line in body.splitlines():
                self.run_line(line.partition("  #")[0].rstrip())
        return block[0]

    def write_files(self, text: str) -> None:
        """Put every file of the README where it says."""
        for _, path, body in BLOCK.findall(text):
            if path:
                self.write(path, body)

    def write(self, path: str, text: str) -> None:
        """Put a file where the README says."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def run_line(self, command: str) -> None:
        """Run a command, set what it exports, or leave it to the test that runs it."""
        assert shlex.split(command)
        if command in NOT_RUN:
            self.skipped.add(command)
        elif command.startswith("export "):
            name, _, text = command.removeprefix("export ").partition("=")
            self.exports[name] = text
        else:
            self.run(command)

    def run(self, command: str) -> str:
        """What a command shows. It may fail an attempt, but not fail to grade it."""
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=self.folder,
            env={
                **os.environ,
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
                "PYTHONUTF8": "1",
                **self.exports,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode in (0, 1), f"{command}\n{done.stdout}"
        assert "Traceback" not in done.stdout, f"{command}\n{done.stdout}"
        return done.stdout


def masked(text: str) -> str:
    """The text without what differs from machine to machine."""
    return CLOCK.sub("· cpu · 0.00 s", text)


def test_the_readme_shows_what_its_commands_show(tmp_path: Path, request) -> None:
    shutil.copytree(ROOT / "demo", tmp_path / "demo")
    reader, text = Reader(tmp_path), README.read_text(encoding="utf-8")
    followed = reader.follow(text)
    if request.config.getoption("--update-golden") and masked(followed) != masked(text):
        README.write_text(followed, encoding="utf-8")
    assert masked(followed) == masked(README.read_text(encoding="utf-8"))
    assert reader.skipped == set(NOT_RUN)


def test_the_kata_in_the_readme_is_accepted(desk) -> None:
    Reader(desk.folder).write_files(README.read_text(encoding="utf-8"))
    ran = desk.kata(
        "check",
        "my_katas/root_mean_square/reference.py",
        *("--kata", "root_mean_square"),
        environ={"KATA_PATH": str(desk.folder / "my_katas")},
    )
    assert ran.out.startswith("✓ root_mean_square: same function as the reference")


def test_every_command_is_in_the_readme_and_the_table_has_no_other(desk) -> None:
    listed = desk.kata("--help").out.split("Commands:\n")[1]
    commands = [line.split()[0] for line in listed.splitlines()]
    text = README.read_text(encoding="utf-8")
    table = re.findall(r"^\| `kata ([\w-]+).*`", text, re.MULTILINE)
    assert [command for command in commands if f"`kata {command}" not in text] == []
    assert table == [command for command in commands if command not in FOR_AUTHORS]


def test_the_settings_of_the_readme_are_the_usual_ones(tmp_path: Path) -> None:
    Reader(tmp_path).write_files(README.read_text(encoding="utf-8"))
    assert read_settings(str(tmp_path / "settings.toml")) == Settings()


def test_the_readme_tells_the_limits_that_hold() -> None:
    text = " ".join(README.read_text(encoding="utf-8").split())
    seconds = next(field.default for field in fields(Kata) if field.name == "seconds")
    assert f"a time limit ({seconds:g} seconds unless the kata says otherwise)" in text
    assert f"{FILE_BYTES // 2**20} MiB for each file" in text
    assert f"{MEMORY_BYTES // 2**30} GiB of memory" in text
    assert all(f"`{level}`" in text or f"={level}`" in text for level in LEVELS)
    assert f"outputs agree within {short(OUTPUT_LIMIT)} of the largest" in text
    assert f"with loud weights and inputs {short(LOUD)}" in text
    assert f"inputs agree within {short(GRADIENT_LIMIT)} of the largest" in text


def short(limit: float) -> str:
    """`1e-9`, as people write it."""
    return f"{limit:.0e}".replace("e-0", "e-")


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md"])
def test_words_for_users_are_short_and_plain(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    assert "!" not in text.replace("![", "[")  # of a picture
    assert not re.search(r"/work/|/root/|/home/", text)


def test_a_screen_in_the_readme_fits_80_columns() -> None:
    for language, _, body in BLOCK.findall(README.read_text(encoding="utf-8")):
        if language == "console":
            outputs = [line for line in body.splitlines() if not line.startswith("$ ")]
            assert [line for line in outputs if len(line) > 80] == []
