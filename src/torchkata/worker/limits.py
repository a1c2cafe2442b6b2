"""What one attempt may use. Set in its own process, after torch is imported."""

import sys
from pathlib import Path

FILE_BYTES = 16 * 2**20  # a file it writes, its output included
MEMORY_BYTES = 4 * 2**30  # beyond what the process has when the attempt is loaded
OPEN_FILES = 128


def limit_this_process(seconds: float, *, bounds_memory: bool) -> None:
    """Bound processor time, files, core dumps and, unless told not to, memory.

    Wall-clock time is bounded by the caller. Memory cannot be where CUDA maps its address space.
    """
    if sys.platform == "win32":
        return
    import resource

    def bound(kind: int, amount: int) -> None:
        _, hard = resource.getrlimit(kind)
        most = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (most, most))

    bound(resource.RLIMIT_CORE, 0)
    bound(resource.RLIMIT_FSIZE, FILE_BYTES)
    bound(resource.RLIMIT_NOFILE, OPEN_FILES)
    used = resource.getrusage(resource.RUSAGE_SELF)
    bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 4 * seconds) + 10)
    if sys.platform == "linux" and bounds_memory:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        bound(resource.RLIMIT_AS, pages * resource.getpagesize() + MEMORY_BYTES)
