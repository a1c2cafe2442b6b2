"""No process outlives its attempt: what it forked away is adopted and killed (Linux)."""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER
SET_DUMPABLE = 4  # PR_SET_DUMPABLE
SIGNAL_WITH_PARENT = 1  # PR_SET_PDEATHSIG
PATIENCE = 0.5  # seconds for the last orphan to appear


def adopt_orphans() -> None:
    """Make this process the parent of whatever its descendants leave behind."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1)


def hide_memory() -> None:
    """Keep this process's memory and environment from other processes of the user, not of root."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(SET_DUMPABLE, 0)


def show_memory() -> None:
    """Undo `hide_memory`, in a process that has nothing to hide."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(SET_DUMPABLE, 1)


def die_with_parent(parent: int | None = None) -> None:
    """On Linux, have the system end this process when its parent ends, or end it if it has."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(SIGNAL_WITH_PARENT, signal.SIGKILL)
        if parent is not None and os.getppid() != parent:  # it ended before this could be said
            os._exit(1)


def outlive_parent() -> None:
    """Undo `die_with_parent`."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(SIGNAL_WITH_PARENT, 0)


def children() -> frozenset[int]:
    """This process's children, adopted ones included; empty where the system does not tell."""
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    try:
        return frozenset(map(int, listing.read_text().split()))
    except OSError:
        return frozenset()


def kill_orphans(known: frozenset[int]) -> None:
    """Kill and wait for every child that is not among the known ones.

    All are stopped before the first is killed: what still runs could go on forking.
    """
    deadline = time.monotonic() + PATIENCE
    while (orphans := children() - known) and time.monotonic() < deadline:
        for how in (signal.SIGSTOP, signal.SIGKILL):
            for orphan in orphans:
                with suppress(ProcessLookupError, PermissionError):
                    os.kill(orphan, how)
        for orphan in orphans:
            with suppress(ChildProcessError):
                os.waitpid(orphan, 0)
