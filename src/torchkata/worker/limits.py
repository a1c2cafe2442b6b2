"""What one attempt may use. Set in its own process, after torch is imported."""

import os
import sys
from contextlib import suppress
from pathlib import Path

FILE_BYTES = 16 * 2**20  # a file it writes, its output included
MEMORY_BYTES = 4 * 2**30  # beyond what the process has when the attempt is loaded
OPEN_FILES = 128
MORE_PROCESSES = 256  # than the user has, threads included


def limit_this_process(seconds: float, *, bounds_memory: bool) -> None:
    """Bound processor time, files, core dumps and, unless told not to, memory.

    Wall-clock time is bounded by the caller. Memory cannot be where CUDA maps its address space.
    """
    if sys.platform == "win32":
        return
    import resource

    bound(resource.RLIMIT_CORE, 0)
    bound(resource.RLIMIT_FSIZE, FILE_BYTES)
    bound(resource.RLIMIT_NOFILE, OPEN_FILES)
    used = resource.getrusage(resource.RUSAGE_SELF)
    bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 4 * seconds) + 10)
    if sys.platform == "linux" and bounds_memory:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        bound(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY_BYTES)


def limit_processes() -> None:
    """Bound how many processes this user may have (Linux; not where the user is root)."""
    if sys.platform == "linux":
        import resource

        bound(resource.RLIMIT_NPROC, own_threads() + MORE_PROCESSES)


def bound(kind: int, amount: int) -> None:
    """Set a limit, for good."""
    import resource

    _, hard = resource.getrlimit(kind)
    most = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(kind, (most, most))


def own_threads() -> int:
    """How many threads this user has, in all processes."""
    user, count = os.getuid(), 0
    for process in Path("/proc").iterdir():
        if process.name.isdecimal():
            with suppress(OSError):
                if process.stat().st_uid == user:
                    count += (process / "task").stat().st_nlink - 2
    return count
