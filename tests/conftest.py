"""Fixtures for every test: a quiet environment, golden screens, the real command."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from torchkata.render.text import THEME

GOLDEN = Path(__file__).parent / "golden"
SCREEN_VARIABLES = ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "LINES", "PY_COLORS", "GITHUB_ACTIONS")

Golden = Callable[[str, RenderableType], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden screens anew")


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory):
    """No variable of the machine changes a screen, and no test writes in a real home."""
    for name in (*SCREEN_VARIABLES, "KATA_PATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    monkeypatch.setenv("KATA_SERVICE", "0")
    monkeypatch.setenv("TORCH_KATA_DEBUG", "1")
    monkeypatch.setenv("TORCH_KATA_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture
def golden_text(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Compare a screen's text with `golden/NAME.txt`, or write it with `--update-golden`."""

    def compare(name: str, text: str, *, width: int = 80) -> None:
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")
        assert all(len(line) <= width for line in text.splitlines())

    return compare


@pytest.fixture
def golden(golden_text: Callable[..., None]) -> Golden:
    """Compare a renderable, 80 columns wide and without colour, with `golden/NAME.txt`."""
    return lambda name, renderable: golden_text(name, screen(renderable))


@pytest.fixture
def show() -> Callable[..., str]:
    """Give what a terminal without colour shows of a renderable, at any width."""
    return screen


def screen(renderable: RenderableType, *, width: int = 80) -> str:
    """What a terminal without colour shows."""
    file = StringIO()
    console = Console(
        file=file, width=width, color_system=None, theme=THEME, highlight=False, _environ={}
    )
    console.print(renderable)
    return file.getvalue()


@dataclass(frozen=True)
class Ran:
    """What one `kata` command did."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Desk:
    """A folder to run `kata` in, in a process of its own."""

    folder: Path

    def kata(self, *words: str, environ: Mapping[str, str] | None = None) -> Ran:
        """Run one command here; an unexpected end shows its traceback."""
        done = subprocess.run(
            [sys.executable, "-m", "torchkata", *words],
            cwd=self.folder,
            env={**os.environ, "PYTHONUTF8": "1", **(environ or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    def write(self, name: str, text: str) -> Path:
        """Put a file here."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder with a `kata` command."""
    return Desk(tmp_path)
