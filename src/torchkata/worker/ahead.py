"""A worker that was started before it was known what for. Does not import torch itself."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from torchkata.worker.reap import show_memory

SINGLE_THREADED = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
PROGRAM = (
    "import gc, json, sys; gc.disable(); sys.path[:] = json.loads(sys.argv[1]); "
    "sys.dont_write_bytecode = True; from torchkata.worker.main import main; main(int(sys.argv[2]))"
)
CHANNEL = 3  # the descriptor of a forked worker's channel
DESCRIPTORS = 4096
ROOM = 2**21  # bytes


class Process(Protocol):
    """What is asked of a worker's process, however it was started."""

    pid: int

    def send_signal(self, number: int) -> None:
        """Signal it."""

    def kill(self) -> None:
        """End it."""

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, negative for a signal; subprocess.TimeoutExpired if it lives on."""


@dataclass(frozen=True, slots=True)
class Started:
    """A worker, and the channel to it."""

    process: Process
    channel: socket.socket


class Forked:
    """A process that this one forked."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.status: int | None = None

    def send_signal(self, number: int) -> None:
        """Signal it, unless it has been waited for."""
        if self.status is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit status, negative for a signal."""
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while self.status is None:
            found, status = os.waitpid(self.pid, 0 if timeout is None else os.WNOHANG)
            if found:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("worker", timeout or 0.0)
            else:
                time.sleep(0.001)
        return self.status


_waiting: list[Started] = []


def is_waiting() -> bool:
    """Whether a worker waits to be taken."""
    return bool(_waiting)


def n_waiting() -> int:
    """How many workers wait to be taken."""
    return len(_waiting)


def take() -> Started | None:
    """The worker that has waited longest, if one does."""
    return _waiting.pop(0) if _waiting else None


def fork_ahead(*, has_time: bool = False) -> None:
    """Fork a worker from this process, which must not know anything yet that it should not see."""
    ours, theirs = roomy_sockets()
    process = os.fork()
    if process:
        theirs.close()
        _waiting.append(Started(Forked(process), ours))
        return
    try:
        detach(theirs)
        from torchkata.worker.main import main

        main(CHANNEL, has_time=has_time)
    finally:
        os._exit(1)


def roomy_sockets() -> tuple[socket.socket, socket.socket]:
    """Two connected sockets that hold what is under way, as far as the system allows."""
    ends = socket.socketpair()
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
    return ends


def detach(channel: socket.socket) -> None:
    """Keep nothing of the process that this one was forked from but its imports."""
    os.setsid()
    show_memory()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.dup2(channel.detach(), CHANNEL)
    os.closerange(CHANNEL + 1, DESCRIPTORS)
    sys.argv = [""]
    sys.dont_write_bytecode = True


def spawn_ahead() -> None:
    """Start a worker from scratch: where forking is not safe."""
    _waiting.append(spawned(subprocess.DEVNULL, {**os.environ, **SINGLE_THREADED}))


def spawned(output: int, environ: dict[str, str], folder: Path | None = None) -> Started:
    """A worker started from scratch."""
    ours, theirs = roomy_sockets()
    path: Sequence[str] = [entry for entry in sys.path if entry]
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-I", "-c", PROGRAM, json.dumps(path), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environ,
            start_new_session=True,
        )
    return Started(process, ours)
