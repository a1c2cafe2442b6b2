"""Which level is in force, by what was asked for and what the running system offers."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

from torchkata.contracts import Isolation
from torchkata.worker.isolation import landlock, seccomp
from torchkata.worker.isolation.prepared import Prepared, prepared

VARIABLE = "TORCH_KATA_ISOLATION"
LEVELS = ("process", "kernel", "container")
STOPPED_BY_PROCESS = (
    "reading this program's memory and environment",
    "running on after the verdict",
    "more than its share of time, memory and output",
)
STOPPED_BY_KERNEL = (
    "reading katas, this program and your files",
    "writing outside its temporary folder",
    "the network",
    "starting programs and processes",
    "signals to other processes",
)
OPEN_TO_PROCESS = (
    "reading the katas and your files",
    "writing where you may write",
    "the network",
    "signals to your other processes",
)
OPEN_TO_KERNEL = (
    "seeing which files exist",
    "reading Python's own folders and installed packages",
    "flaws in the kernel",
)
OPEN_TO_CONTAINER = ("whatever the container itself lets through",)


def offered(environ: Mapping[str, str]) -> Isolation:
    """The level that an attempt on the CPU gets here."""
    return described(environ, missing(environ))


def isolate(
    environ: Mapping[str, str],
    work: Path,
    *,
    hidden: Sequence[Path],
    uses_accelerator: bool,
    ready: Prepared | None = None,
) -> Isolation:
    """Put this process behind the highest level there is; it cannot be taken back.

    `work` stays writable, and nothing below the `hidden` paths can be read. What was made `ready`
    saves time. Raises nothing: what the system does not offer is said in the record.
    """
    lack = missing(environ)
    if not lack and uses_accelerator:
        lack = "an accelerator is in use, whose driver needs more of the system"
    if not lack and not is_single_threaded():
        lack = "other threads were running before"
    if ready is not None and (lack or not ready.is_for(hidden)):
        ready.close()
        ready = None
    if not lack:
        lack = applied(work, hidden, ready)
    return described(environ, lack)


def applied(work: Path, hidden: Sequence[Path], ready: Prepared | None) -> str:
    """Why the kernel's protection could not be put in force; "" where it is."""
    try:
        with closing(ready or prepared(hidden)) as rules:
            landlock.restrict(rules.ruleset, str(work))
        seccomp.restrict(signals_are_scoped=landlock.version() >= landlock.SCOPES)
    except OSError as error:
        return f"the kernel refused it: {error.strerror}"
    return ""


def made_ready() -> Prepared | None:
    """What can be done before it is known for which attempt; None where nothing can."""
    try:
        return None if missing({}) else prepared()
    except OSError:
        return None


def missing(environ: Mapping[str, str]) -> str:
    """What the `kernel` level lacks here; "" for nothing."""
    if environ.get(VARIABLE) == "process":
        return f"{VARIABLE}=process asks for no more"
    if sys.platform != "linux":
        return f"{sys.platform} offers nothing of the kind"
    if landlock.version() < landlock.TRUNCATE:
        return "this kernel does not offer Landlock (Linux 6.2 or later)"
    if not seccomp.is_offered():
        return "this kernel does not offer seccomp filters"
    return ""


def is_single_threaded() -> bool:
    """Whether restrictions on this thread hold for the whole process."""
    with suppress(OSError):
        return len(list(Path("/proc/self/task").iterdir())) == 1
    return False


def described(environ: Mapping[str, str], lack: str) -> Isolation:
    """The record of a level: what it stops, what it leaves open, and why it is no higher."""
    is_outer = environ.get(VARIABLE) == "container"
    stops = STOPPED_BY_PROCESS if lack else STOPPED_BY_PROCESS + STOPPED_BY_KERNEL
    inner = OPEN_TO_PROCESS if lack else OPEN_TO_KERNEL
    leaves_open = (*inner, *OPEN_TO_CONTAINER) if is_outer else inner
    level = "container" if is_outer else "process" if lack else "kernel"
    return Isolation(level, stops, leaves_open, lack)
