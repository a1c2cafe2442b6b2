"""The process that runs one attempt: it holds nothing else, and answers requests."""

import faulthandler
import gc
import os
import random
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time  # before an attempt could replace it
from typing import TextIO

import numpy as np
import torch

from torchkata.contracts import Isolation
from torchkata.worker.again import again
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError, Fault, fault_of
from torchkata.worker.isolation import Prepared, drop_privileges, isolate, made_ready
from torchkata.worker.limits import limit_processes, limit_this_process
from torchkata.worker.mending import mended
from torchkata.worker.messages import Reply, Request
from torchkata.worker.reap import die_with_parent
from torchkata.worker.recording import recorded
from torchkata.worker.rehearsal import rehearse
from torchkata.worker.setup import Setup, setup_from
from torchkata.worker.streams import STREAMS, put_back, take
from torchkata.worker.tracing import traced
from torchkata.worker.warned import show_warnings_of
from torchkata.worker.wire import decode, encode


def main(descriptor: int, *, has_time: bool = False) -> None:
    """Serve requests on the socket until it closes; rehearse first where there is time."""
    channel = socket.socket(fileno=descriptor)
    os.set_inheritable(descriptor, False)
    die_with_parent()
    torch.set_num_threads(1)
    leave = os._exit
    try:
        ready = None
        if has_time:
            rehearse(channel)
            ready = made_ready()
        setup = setup_from(reader(channel))
        traces = move_in(setup)
        faulthandler.enable(traces)
        faulthandler.register(signal.SIGUSR1, traces, all_threads=False)
        gc.freeze()
        gc.enable()
        channel.sendall(encode(Reply(isolation=confine(setup, ready))))
        engine = Engine()
        show_warnings_of(engine)
        while True:
            request: Request = decode(reader(channel), Request)
            reply = replace(answered(engine, request), spent=process_time())
            channel.sendall(framed(reply))
            put_back()
    except (OSError, EOFError):
        leave(0)


def move_in(setup: Setup) -> TextIO:
    """Into the attempt's folder, environment and output; the file for traces, to be kept open."""
    os.chdir(setup.work)
    os.environ.clear()
    os.environ.update(setup.environ)
    tempfile.tempdir = None
    random.seed()
    np.random.seed()
    printed = os.open(setup.printed, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for number, name in STREAMS.items():
        getattr(sys, name).flush()
        os.dup2(printed, number)
    os.close(printed)
    take()
    return setup.traces.open("w")


def confine(setup: Setup, ready: Prepared | None) -> Isolation:
    """Give up what an attempt does not need; what is in force then."""
    uses_cuda = may_use_cuda(setup.device)
    limit_this_process(setup.seconds, bounds_memory=not uses_cuda)
    drop_privileges()
    hidden = tuple(map(Path, setup.hidden))
    found = isolate(os.environ, Path.cwd(), hidden=hidden, uses_accelerator=uses_cuda, ready=ready)
    if found.missing:
        limit_processes()
    return found


def answered(engine: Engine, request: Request) -> Reply:
    """What the engine says to one request; what the attempt raised is an answer too."""
    stage = "import" if request.load else "build" if request.inspect is not None else "run"
    try:
        if request.again:
            return Reply(fault=again(engine, request))
        if request.load is not None:
            engine.load(request.load)
        if request.cases is not None:
            engine.prepare(request.cases)
        if request.inspect is not None:
            return Reply(inventory=engine.inspect(request.inspect))
        if request.evaluate is not None:
            return Reply(result=engine.evaluate(request.evaluate))
        if request.record is not None:
            return Reply(recorded=recorded(engine, request.record))
        if request.mend is not None:
            return Reply(mended=mended(engine, request.mend))
        if request.trace is not None:
            return Reply(traced=traced(engine, request.trace))
    except AttemptError as error:
        return Reply(fault=error.fault)
    except Exception as error:  # what the attempt made of itself broke while it was looked at
        return Reply(fault=fault_of(error, engine.file, stage=stage))
    return Reply()


def framed(reply: Reply) -> bytes:
    """A reply as bytes; what the attempt put into it may be nothing that can be sent."""
    try:
        return encode(reply)
    except Exception:
        return encode(Reply(fault=Fault("run", "BadAnswer", "left values that cannot be sent")))


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
