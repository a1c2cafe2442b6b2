"""The process that runs one attempt: it holds nothing else, and answers requests."""

import faulthandler
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError, fault_of
from torchkata.worker.isolation import drop_privileges, isolate
from torchkata.worker.limits import limit_processes, limit_this_process
from torchkata.worker.messages import Reply, Request
from torchkata.worker.wire import decode, encode

KILL_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def main(descriptor: int, seconds: float, device: str, hidden: Sequence[str]) -> None:
    """Serve requests on the socket until it closes; what lies below `hidden` stays unread."""
    channel = socket.socket(fileno=descriptor)
    os.set_inheritable(descriptor, False)
    die_with_parent()
    traces = Path("..", "traces").open("w")  # noqa: SIM115 (open as long as the process lives)
    faulthandler.enable(traces)
    faulthandler.register(signal.SIGUSR1, traces, all_threads=False)
    torch.set_num_threads(1)
    engine = Engine()
    leave = os._exit
    try:
        uses_cuda = may_use_cuda(device)
        limit_this_process(seconds, bounds_memory=not uses_cuda)
        drop_privileges()
        isolation = isolate(
            os.environ, Path.cwd(), hidden=tuple(map(Path, hidden)), uses_accelerator=uses_cuda
        )
        if isolation.missing:
            limit_processes()
        channel.sendall(encode(Reply(isolation=isolation)))  # ready
        while True:
            request: Request = decode(reader(channel), Request)
            channel.sendall(encode(answered(engine, request)))
            sys.stdout.flush()
    except (OSError, EOFError):
        leave(0)


def answered(engine: Engine, request: Request) -> Reply:
    """What the engine says to one request; what the attempt raised is an answer too."""
    stage = "import" if request.load else "build" if request.inspect is not None else "run"
    try:
        if request.load is not None:
            engine.load(request.load)
        if request.cases is not None:
            engine.prepare(request.cases)
        if request.inspect is not None:
            return Reply(inventory=engine.inspect(request.inspect))
        if request.evaluate is not None:
            return Reply(result=engine.evaluate(request.evaluate))
    except AttemptError as error:
        return Reply(fault=error.fault)
    except Exception as error:  # what the attempt made of itself broke while it was looked at
        target = engine.target
        return Reply(fault=fault_of(error, stage=stage, path=target.path, source=target.source))
    return Reply()


def reader(channel: socket.socket) -> Callable[[int], bytes]:
    """Exactly so many bytes from the socket, or EOFError."""

    def read(size: int) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            part = channel.recv(min(size - len(parts), 2**20))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    return read


def may_use_cuda(device: str) -> bool:
    """Whether this process will map CUDA's address space."""
    return device == "cuda" or (device == "auto" and torch.cuda.is_available())


def die_with_parent() -> None:
    """On Linux, have the system end this process when its parent ends."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(KILL_WITH_PARENT, signal.SIGKILL)
