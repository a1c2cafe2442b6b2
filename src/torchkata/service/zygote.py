"""The process that has imported everything. It runs nothing itself: it keeps one standby ahead.

One thread, no operation on tensors that starts another, no backward: what forks stays forkable.
"""

import gc
import os
import select
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

from torchkata.service import address
from torchkata.service.freshness import Fingerprint, fingerprint
from torchkata.service.settings import read_settings
from torchkata.service.standby import Facts, forked_standby, spawned_standby
from torchkata.service.start import LISTENER, mark_of, retire
from torchkata.service.warm import can_fork, warm

GIVE_WAY_SECONDS = 0.5  # forking at once would slow down what the command itself starts
MOST_FAILURES = 5  # standbys that end one after another before they are of use
DESCRIPTORS = 4096


def main() -> None:
    """Serve on the inherited socket until nobody has come for long, or until told to stop."""
    os.closerange(LISTENER + 1, DESCRIPTORS)
    os.set_inheritable(LISTENER, False)
    os.chdir("/")
    listener = socket.socket(fileno=LISTENER)
    path = address.path()
    own = mark_of(path)
    known = fingerprint()
    settings = read_settings(address.settings_file())
    waker = Waker()
    if can_fork():
        warm()
        gc.collect()
        gc.freeze()
    try:
        serve(listener, waker, known, settings.idle_minutes * 60)
    finally:
        with suppress(OSError):
            retire(path, own)
        os._exit(0)


@dataclass
class Waker:
    """Signals as something to wait for."""

    is_stopping: bool = False

    def __post_init__(self) -> None:
        self.read, self.write = os.pipe()
        for end in (self.read, self.write):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self.write)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Remember that the end was asked for."""
        self.is_stopping = True

    def drain(self) -> set[int]:
        """Forget what has been heard, and bury the dead: the processes that ended."""
        ended: set[int] = set()
        with suppress(BlockingIOError):
            os.read(self.read, 4096)
        with suppress(ChildProcessError):
            while process := os.waitpid(-1, os.WNOHANG)[0]:
                ended.add(process)
        return ended


def serve(listener: socket.socket, waker: Waker, known: Fingerprint, idle: float) -> None:
    """One standby after another."""
    facts = Facts(os.getpid(), time.time(), 0, known, idle)
    failures = 0
    while not waker.is_stopping and failures < MOST_FAILURES:
        taken, theirs = os.pipe()
        start = forked_standby if can_fork() else spawned_standby
        standby = start(listener, theirs, facts)
        os.close(theirs)
        was_taken = wait(taken, waker, idle)
        os.close(taken)
        if was_taken is None:  # idle, or told to stop
            with suppress(ProcessLookupError):
                os.kill(standby, signal.SIGKILL)
            return
        if was_taken and can_fork():
            give_way(listener, standby, waker)
        failures = 0 if was_taken else failures + 1
        facts = facts.after(int(was_taken))


def wait(taken: int, waker: Waker, idle: float) -> bool | None:
    """Whether the standby took a command; False if it ended before, None if no more is to come."""
    poll = select.poll()
    poll.register(taken, select.POLLIN)
    poll.register(waker.read, select.POLLIN)
    deadline = time.monotonic() + idle
    while not waker.is_stopping:
        left = deadline - time.monotonic()
        if left <= 0:
            return None
        ready = dict(poll.poll(left * 1000))
        if waker.read in ready:
            waker.drain()
        if taken in ready:
            return os.read(taken, 1) != b""
    return None


def give_way(listener: socket.socket, command: int, waker: Waker) -> None:
    """Leave the machine to a command until it ends, takes long, or somebody else comes."""
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    poll.register(waker.read, select.POLLIN)
    deadline = time.monotonic() + GIVE_WAY_SECONDS
    while not waker.is_stopping and (left := deadline - time.monotonic()) > 0:
        ready = dict(poll.poll(left * 1000))
        if waker.read in ready and command in waker.drain():
            return
        if listener.fileno() in ready:
            return
