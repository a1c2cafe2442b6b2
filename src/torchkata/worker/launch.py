"""Starting the process of one attempt, and ending it. Does not import torch."""

import os
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from torchkata.worker.ahead import SINGLE_THREADED, Process, spawned, take
from torchkata.worker.folders import claim_folder, is_overfull, remove_folder, sweep_folders
from torchkata.worker.isolation.level import VARIABLE
from torchkata.worker.reap import adopt_orphans, children, hide_memory, kill_orphans
from torchkata.worker.setup import WORK, Setup
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
        self.setup = Setup(
            folder=str(self.folder),
            seconds=seconds,
            device=device,
            hidden=tuple(str(place) for place in hidden),
            environ=environment(self.folder / WORK),
        )
        self.setup.work.mkdir()
        self.process, self.channel = self.started(device)

    def started(self, device: str) -> tuple[Process, socket.socket]:
        """A worker that knows what it is to do: one that waited, else a new one."""
        waiting = take() if not may_use_accelerator(device) else None
        if waiting is not None:
            with suppress(OSError):  # it may have died meanwhile
                waiting.channel.sendall(self.setup.encoded())
                return waiting.process, waiting.channel
        with self.setup.printed.open("wb") as printed:
            new = spawned(printed.fileno(), self.setup.environ, self.setup.work)
        new.channel.sendall(self.setup.encoded())
        return new.process, new.channel

    def __enter__(self) -> "Launch":
        self.termination.__enter__()
        return self

    def is_overfull(self) -> bool:
        """Whether the attempt filled its folder with more than it may."""
        return is_overfull(self.setup.work)

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


def may_use_accelerator(device: str) -> bool:
    """Whether the worker may touch an accelerator, which a forked one had better not."""
    torch = sys.modules.get("torch")
    return device not in ("auto", "cpu") or (
        device == "auto" and torch is not None and torch.cuda.is_available()
    )


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
