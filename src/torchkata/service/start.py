"""Starting the service: the caller binds the socket, so that its command waits there already."""

import _socket
import fcntl
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from torchkata.service import address
from torchkata.worker.ahead import SINGLE_THREADED

if TYPE_CHECKING:
    from collections.abc import Iterator

BACKLOG = 64
LISTENER = 3  # the descriptor under which the service finds its socket
PROGRAM = "import gc; gc.disable(); from torchkata.service.zygote import main; main()"
SETTINGS = {**SINGLE_THREADED, "PYTORCH_NVML_BASED_CUDA_CHECK": "1"}


def start() -> bool:
    """Start a service where none listens; whether it was this call that did. Raises OSError."""
    address.make_folder()
    path = address.path()
    with alone(path):
        if is_listening(path):  # another command was faster
            return False
        listener = listening(path)
        try:
            spawn(listener)
        finally:
            os.close(listener.detach())
        return True


@contextmanager
def alone(path: str) -> "Iterator[None]":
    """While no other process starts or ends a service at the path."""
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def mark_of(path: str) -> int:
    """What tells the socket at the path from a later one in its place; 0 where there is none."""
    try:
        return os.stat(path).st_ino  # noqa: PTH116
    except FileNotFoundError:
        return 0


def retire(path: str, own: int) -> None:
    """Remove a service's own socket, not that of its successor. Raises OSError."""
    with alone(path):
        if mark_of(path) == own:
            os.unlink(path)  # noqa: PTH108


def is_listening(path: str) -> bool:
    """Whether a service takes connections there."""
    probe = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    probe.settimeout(1.0)
    try:
        probe.connect(path)
    except (FileNotFoundError, ConnectionRefusedError):
        return False
    except TimeoutError:
        return True
    finally:
        probe.close()
    return True


def listening(path: str) -> "_socket.socket":
    """A new socket at the path; what a dead service left there is replaced."""
    if os.path.lexists(path):
        os.unlink(path)  # noqa: PTH108
    listener = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    umask = os.umask(0o177)
    try:
        listener.bind(path)
    finally:
        os.umask(umask)
    listener.listen(BACKLOG)
    return listener


def spawn(listener: "_socket.socket") -> None:
    """Start the process, in a session of its own, with no stream of the caller's."""
    null = os.open(os.devnull, os.O_RDWR)
    copy = fcntl.fcntl(listener.fileno(), fcntl.F_DUPFD, 10)  # away from where it has to go
    actions = [(os.POSIX_SPAWN_DUP2, null, stream) for stream in (0, 1, 2)]
    actions.append((os.POSIX_SPAWN_DUP2, copy, LISTENER))
    environ = {**os.environ, **SETTINGS}
    try:
        os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", PROGRAM],
            environ,
            file_actions=actions,
            setsid=True,
        )
    finally:
        os.close(null)
        os.close(copy)
