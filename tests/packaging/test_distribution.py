"""What the wheel and the source distribution hold, and that an installed wheel works by itself."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from torchkata import __version__

ROOT = Path(__file__).parents[2]
KATAS = sorted(path.parent.name for path in ROOT.glob("katas/*/kata.toml"))


def run(words: Sequence[str | Path], *, folder: Path, code: int = 0) -> str:
    """Run a command that must end with `code`; gives its stdout."""
    environ = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        words,
        cwd=folder,
        env={**environ, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was built from that."""
    folder = tmp_path_factory.mktemp("dist")
    run([sys.executable, "-m", "build", "--no-isolation", "-o", folder, ROOT], folder=folder)
    return folder


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, far from the checkout."""

    bin: Path
    folder: Path

    def run(self, *words: str, code: int = 0) -> str:
        """Run a program of the environment."""
        return run([self.bin / words[0], *words[1:]], folder=self.folder, code=code)


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel installed; torch and the rest are borrowed from the environment of the tests."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "env", with_pip=False, symlinks=True)
    python = folder / "env" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    run([*pip, "install", "--no-index", "--no-deps", *built.glob("*.whl")], folder=folder)
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run([python, "-c", code], folder=folder).strip())
    # A plain line adds the folder to the path without following the .pth files in it, the one that
    # leads to the checkout among them.
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "borrowed.pth").write_text("\n".join(sorted(borrowed)) + "\n")
    return Installed(folder / "env" / "bin", folder)


def test_the_wheel_holds_every_kata_and_nothing_beside_the_package(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = [PurePosixPath(name) for name in wheel.namelist()]
    assert {name.parts[0] for name in names} == {
        "torchkata",
        f"torch_kata-{__version__}.dist-info",
    }
    carried = [name.parts[2] for name in names if name.match("torchkata/_katas/*/kata.toml")]
    assert sorted(carried) == KATAS
    assert PurePosixPath("torchkata/py.typed") in names
    assert {name.suffix for name in names if name.parts[0] == "torchkata"} == {
        ".md",
        ".py",
        ".toml",
        ".typed",
    }


def test_the_source_distribution_holds_what_make_needs(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names >= {
        "Makefile",
        "constraints.txt",
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        ".ci/run",
        "demo/run.py",
        "tests/conftest.py",
        *(f"katas/{kata}/reference.py" for kata in KATAS),
    }
    assert not [name for name in names if "__pycache__" in name or ".venv" in name]


@pytest.mark.parametrize("words", [["kata"], ["torch-kata"], ["python", "-m", "torchkata"]])
def test_the_installed_program_answers_by_each_name(installed: Installed, words: list[str]) -> None:
    assert installed.run(*words, "--version") == f"torch-kata {__version__}\n"


def test_the_installed_program_lists_the_katas_it_carries(installed: Installed) -> None:
    shown = installed.run("kata", "list")
    assert [kata for kata in KATAS if f"  {kata} " not in shown] == []
    places = installed.run("kata", "doctor", "--brief", "--json")
    assert str(installed.folder / "env") in places
    assert str(ROOT / "katas") not in places


def test_the_installed_program_checks_attempts(installed: Installed) -> None:
    for name in ("with_scale", "without_scale"):
        (installed.folder / f"{name}.py").write_bytes((ROOT / "demo" / f"{name}.py").read_bytes())
    passed = installed.run("kata", "check", "with_scale.py", "--device", "cpu")
    assert passed.startswith("✓ cross_attention: same function as the reference\n")
    failed = installed.run("kata", "check", "without_scale.py", "--device", "cpu", code=1)
    assert failed.startswith("✗ cross_attention: values leave the reference")
