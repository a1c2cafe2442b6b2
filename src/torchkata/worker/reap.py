"""No process outlives its attempt: what it forked away is adopted and killed (Linux)."""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER
PATIENCE = 0.5  # seconds for the last orphan to appear


def adopt_orphans() -> None:
    """Make this process the parent of whatever its descendants leave behind."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1)


def children() -> frozenset[int]:
    """This process's children, adopted ones included; empty where the system does not tell."""
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    try:
        return frozenset(map(int, listing.read_text().split()))
    except OSError:
        return frozenset()


def kill_orphans(known: frozenset[int]) -> None:
    """Kill and wait for every child that is not among the known ones."""
    deadline = time.monotonic() + PATIENCE
    while (orphans := children() - known) and time.monotonic() < deadline:
        for orphan in orphans:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(orphan, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(orphan, 0)
