"""Starting the process of one attempt, and ending it. Does not import torch."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from torchkata.worker.folders import claim_folder, is_overfull, remove_folder, sweep_folders
from torchkata.worker.isolation.level import VARIABLE
from torchkata.worker.reap import adopt_orphans, children, hide_memory, kill_orphans
from torchkata.worker.termination import Termination

PASSED_ON = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "SYSTEMROOT",
    "CUDA_VISIBLE_DEVICES",
    VARIABLE,
)
SINGLE_THREADED = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); sys.dont_write_bytecode = True; "
    "from torchkata.worker.main import main; "
    "main(int(sys.argv[2]), float(sys.argv[3]), sys.argv[4], json.loads(sys.argv[5]))"
)


class Launch:
    """A process that has been started and imports torch, so that the caller can do so meanwhile.

    As a context manager it ends the process, whatever that forked, and its folder. The attempt
    cannot read what lies below `hidden`, where the system allows to say so.
    """

    def __init__(self, *, seconds: float, device: str, hidden: Sequence[Path] = ()) -> None:
        adopt_orphans()
        hide_memory()
        sweep_folders()
        self.termination = Termination()
        self.seconds = seconds
        self.known = children()
        self.folder = claim_folder()
        self.printed = self.folder / "printed"
        self.traces = self.folder / "traces"
        self.channel, theirs = socket.socketpair()
        self.work = work = self.folder / "work"
        work.mkdir()
        path = [entry for entry in sys.path if entry]
        arguments = [json.dumps(path), str(theirs.fileno()), str(seconds)]
        arguments += [device, json.dumps([str(place) for place in hidden])]
        with theirs, self.printed.open("wb") as printed:
            self.process = subprocess.Popen(
                [sys.executable, "-I", "-c", PROGRAM, *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                cwd=work,
                env=environment(work),
                start_new_session=True,
            )

    def __enter__(self) -> "Launch":
        self.termination.__enter__()
        return self

    def is_overfull(self) -> bool:
        """Whether the attempt filled its folder with more than it may."""
        return is_overfull(self.work)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.channel.close()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        with suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()
        kill_orphans(self.known)
        remove_folder(self.folder)
        self.termination.__exit__(kind, error, trace)


def environment(folder: Path) -> dict[str, str]:
    """What the attempt's process sees of the caller's environment."""
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    own = {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PYTHONHASHSEED": "0",
        "TORCHDYNAMO_DISABLE": "1",  # `torch.compile` would take longer than an attempt may
    }
    return {**passed, **SINGLE_THREADED, **own}
