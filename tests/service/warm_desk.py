"""Running `kata` with a service of its own, and looking at processes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

KATAS = Path(__file__).parents[2] / "katas"
RIGHT = """# kata: softmax
def softmax(x, dim):
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)
"""
WRONG = (
    "# kata: softmax\ndef softmax(x, dim):\n    return x.exp() / x.exp().sum(-1, keepdim=True)\n"
)
ENDLESS = "# kata: softmax\ndef softmax(x, dim):\n    while True:\n        pass\n"


@dataclass(frozen=True)
class Warm:
    """A folder to run `kata` in, with or without a service."""

    folder: Path
    runtime: Path

    def environ(self, **more: str) -> dict[str, str]:
        """What a command finds."""
        own = {
            "KATA_SERVICE": "1",
            "XDG_RUNTIME_DIR": str(self.runtime),
            "TORCH_KATA_HOME": str(self.folder / "home"),
            "PYTHONUTF8": "1",
        }
        return {**os.environ, **own, **more}

    def start(self, *words: str, **options: object) -> subprocess.Popen[str]:
        """Begin a command."""
        environ = options.pop("environ", {})
        assert isinstance(environ, Mapping)
        given: dict[str, object] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            **options,
        }
        return subprocess.Popen(
            [sys.executable, "-m", "torchkata", *words],
            cwd=self.folder,
            env=self.environ(**environ),
            encoding="utf-8",
            **given,  # type: ignore[call-overload]
        )

    def kata(self, *words: str, **environ: str) -> tuple[int, str, str]:
        """Run a command: its exit code, and what it wrote to both streams."""
        done = self.start(*words, environ=environ)
        out, err = done.communicate(timeout=90)
        return done.returncode, out, err

    def check(self, name: str, **environ: str) -> dict[str, object]:
        """The verdict on a file."""
        _, out, err = self.kata("check", name, "--json", **environ)
        assert "Traceback" not in err, err
        found: dict[str, object] = json.loads(out)
        return found

    def status(self) -> dict[str, object]:
        """What `kata service status` says."""
        found: dict[str, object] = json.loads(self.kata("service", "status", "--json")[1])
        return found

    def process(self) -> int:
        """The service's process."""
        number = self.status()["process"]
        assert isinstance(number, int)
        return number

    def begin(self) -> int:
        """Start a service and return its process."""
        assert self.kata("service", "start")[0] == 0
        return self.process()

    def sockets(self) -> list[Path]:
        """Where services listen."""
        return sorted(self.runtime.glob("torch-kata/*.socket"))


@contextmanager
def one_service(folder: Path) -> Iterator[Warm]:
    """A desk in a folder, with a service as long as it is used."""
    runtime = Path(tempfile.mkdtemp(prefix="kata-"))
    made = Warm(folder, runtime)
    made.begin()
    try:
        yield made
    finally:
        made.kata("service", "stop")
        shutil.rmtree(runtime, ignore_errors=True)


def family(process: int) -> set[int]:
    """A process and all its descendants."""
    listing = Path(f"/proc/{process}/task/{process}/children")
    with suppress(OSError):
        return {process}.union(*(family(int(child)) for child in listing.read_text().split()))
    return {process}


def is_alive(process: int) -> bool:
    """Whether a process runs, zombies not counted."""
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def wait_for_end(processes: set[int], seconds: float = 10.0) -> set[int]:
    """Those that still run after a while."""
    deadline = time.monotonic() + seconds
    while (left := {p for p in processes if is_alive(p)}) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def kill(processes: set[int], number: int = signal.SIGKILL) -> None:
    """End them, at once by default."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, number)
