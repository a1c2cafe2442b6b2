"""A process forked ahead: it waits for one command, runs it for its caller, and ends."""

import fcntl
import io
import os
import random
import select
import signal
import socket
import struct
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from types import FrameType

from torchkata.cli.afterwards import do_the_rest
from torchkata.cli.rehearsal import expected, rehearse
from torchkata.service import address, expectation
from torchkata.service.client import INT_SIZE
from torchkata.service.freshness import Fingerprint, fingerprint
from torchkata.service.warm import warm
from torchkata.worker.ahead import fork_ahead, spawn_ahead
from torchkata.worker.reap import die_with_parent, hide_memory, outlive_parent

RECEIVE_SECONDS = 5.0
# Before a rehearsal, and before each further look at what the command before was about.
QUIET_SECONDS = (0.5, 1.0, 2.0, 4.0, 8.0)
MOST_BYTES = 4 * 2**20  # of a request
HEAD = 8  # fields before argv
CREDENTIALS = struct.Struct("3i")  # pid, uid, gid


@dataclass(frozen=True, slots=True)
class Facts:
    """What a standby knows of its service."""

    process: int
    since: float  # seconds since the epoch
    served: int
    known: Fingerprint
    idle: float  # seconds

    def after(self, more: int) -> "Facts":
        """The same, so many commands later."""
        return replace(self, served=self.served + more)


@dataclass(frozen=True, slots=True)
class Command:
    """What a caller sent."""

    key: str
    folder: bytes
    umask: int
    encodings: tuple[str, ...]  # of stdin, stdout, stderr
    errors: str
    argv: list[str]
    environ: dict[bytes, bytes]
    streams: tuple[int, ...]


def forked_standby(listener: socket.socket, taken: int, facts: Facts) -> int:
    """Fork a standby and return its process."""
    process = os.fork()
    if process:
        return process
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        die_with_parent(facts.process)
        hide_memory()
        fork_ahead(has_time=True)
        stand_by(listener, taken, facts)
    finally:
        os._exit(1)


def spawned_standby(listener: socket.socket, taken: int, facts: Facts) -> int:
    """Start a standby where forking this process is not safe, and return its process."""
    program = (
        "import gc, sys; gc.disable(); from torchkata.service.standby import spawned; "
        "spawned(*sys.argv[1:])"
    )
    words = [str(listener.fileno()), str(taken), str(facts.process), str(facts.since)]
    words += [str(facts.served), str(facts.idle)]
    for descriptor in (listener.fileno(), taken):
        os.set_inheritable(descriptor, True)
    try:
        return os.posix_spawn(sys.executable, [sys.executable, "-c", program, *words], os.environ)
    finally:
        os.set_inheritable(listener.fileno(), False)


def spawned(listener: str, taken: str, process: str, since: str, served: str, idle: str) -> None:
    """The program of a standby that was started afresh."""
    for descriptor in (listener, taken):
        os.set_inheritable(int(descriptor), False)
    facts = Facts(int(process), float(since), int(served), fingerprint(), float(idle))
    die_with_parent(facts.process)
    hide_memory()
    spawn_ahead()
    warm()
    try:
        stand_by(socket.socket(fileno=int(listener)), int(taken), facts)
    finally:
        os._exit(1)


def stand_by(listener: socket.socket, taken: int, facts: Facts) -> None:
    """Take one command, and run it."""
    for seconds in QUIET_SECONDS:
        if has_arrived(listener, seconds):
            break
        rehearse(expectation.read(), lambda: has_arrived(listener, 0.0))
    connection, _ = listener.accept()
    outlive_parent()
    os.write(taken, b"1")
    os.close(taken)
    listener.close()
    try:
        command = received(connection)
    except (OSError, ValueError, EOFError, TimeoutError):
        os._exit(1)
    stale = facts.known != fingerprint()
    if stale or command.key != address.key():
        connection.sendall(b"-\n")
        if stale:
            with suppress(ProcessLookupError):
                os.kill(facts.process, signal.SIGTERM)
        os._exit(0)
    if command.argv[:1] == [address.STATUS]:
        words = f"{facts.process} {facts.since} {facts.served} {facts.idle}\n"
        connection.sendall(words.encode())
        os._exit(0)
    connection.sendall(b"+%d\n" % os.getpid())
    put_on(command)
    end_with(connection)
    code = run()
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    with suppress(OSError):
        connection.sendall(b"%d\n" % code)  # at once: without it the caller runs it all again
    expectation.write(expected())
    do_the_rest()
    os._exit(0)


def has_arrived(listener: socket.socket, seconds: float) -> bool:
    """Whether somebody calls, within so many seconds."""
    return bool(select.select([listener], [], [], seconds)[0])


def received(connection: socket.socket) -> Command:
    """The command that a caller of the same user sends."""
    connection.settimeout(RECEIVE_SECONDS)
    if hasattr(socket, "SO_PEERCRED"):
        raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
        if CREDENTIALS.unpack(raw)[1] != os.getuid():
            raise PermissionError
    data, streams, _, _ = socket.recv_fds(connection, 2**18, 3)
    while len(data) < INT_SIZE or len(data) < (size := whole(data)):
        part = connection.recv(2**18)
        if not part:
            raise EOFError
        data += part
    connection.settimeout(None)
    fields = data[INT_SIZE:size].split(b"\0")
    key, folder, umask, *encodings, errors, count = fields[:HEAD]
    last = HEAD + int(count)
    environ = dict(field.split(b"=", 1) for field in fields[last:])
    return Command(
        key=os.fsdecode(key),
        folder=folder,
        umask=int(umask),
        encodings=tuple(map(os.fsdecode, encodings)),
        errors=os.fsdecode(errors),
        argv=[os.fsdecode(word) for word in fields[HEAD:last]],
        environ=environ,
        streams=tuple(streams),
    )


def whole(data: bytes) -> int:
    """How long a message is by its first bytes."""
    size = INT_SIZE + int.from_bytes(data[:INT_SIZE], "little")
    if size > MOST_BYTES:
        raise ValueError
    return size


def put_on(command: Command) -> None:
    """Become the caller's process as far as a command can tell."""
    for number, stream in enumerate(command.streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(command.folder)
    os.umask(command.umask)
    os.environb.clear()
    os.environb.update(command.environ)
    time.tzset()
    random.seed()
    tempfile.tempdir = None
    sys.argv = command.argv
    sys.stdin = open(0, encoding=command.encodings[0])  # noqa: SIM115
    for number, name in ((1, "stdout"), (2, "stderr")):
        raw = open(number, "wb", closefd=False)  # noqa: SIM115
        errors = command.errors if name == "stdout" else "backslashreplace"
        buffered = number == 1 and not os.isatty(number)
        text = io.TextIOWrapper(
            raw, encoding=command.encodings[number], errors=errors, line_buffering=not buffered
        )
        setattr(sys, name, text)
        setattr(sys, f"__{name}__", text)


def end_with(connection: socket.socket) -> None:
    """Be interrupted when the caller is gone."""

    def look(number: int, frame: FrameType | None) -> None:
        with suppress(BlockingIOError):
            if not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT):
                raise KeyboardInterrupt

    signal.signal(signal.SIGIO, look)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    flags = fcntl.fcntl(connection, fcntl.F_GETFL)
    fcntl.fcntl(connection, fcntl.F_SETFL, flags | os.O_ASYNC)


def run() -> int:
    """The command's exit code, as the interpreter would give it."""
    from torchkata.service.program import program

    return finished(program)


def finished(program: Callable[[], int]) -> int:
    """Run to the end, whatever is raised."""
    code: object = 1
    try:
        code = program()
    except SystemExit as error:
        code = error.code
    except BaseException:
        sys.excepthook(*sys.exc_info())
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    return code if isinstance(code, int) else int(code is not None)
