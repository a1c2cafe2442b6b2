"""Whether an attempt computes the reference's function, and if not, where it first differs.

The face of the room imports no torch before there is something to judge.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from torchkata.contracts import (
    Attempt,
    Departure,
    Evidence,
    Finding,
    Isolation,
    Kata,
    OwnTarget,
    ShapeReport,
    Trace,
    Verdict,
)
from torchkata.worker import ahead
from torchkata.worker.isolation import offered
from torchkata.worker.launch import Launch

__all__ = ["SEEDS", "devices", "grade", "isolation", "trace"]

SEEDS = 2**31
OWN_SECONDS = 60.0  # for a file that is no attempt
CUDA = Path("/dev/nvidiactl")


def grade(
    kata: Kata,
    attempt: Attempt,
    *,
    device: str,
    seed: int | None,
    locate: Callable[[Evidence], Departure | None] | None = None,
    shapes: Callable[[Trace], ShapeReport] | None = None,
) -> Verdict:
    """Judge an attempt that parses and defines its target.

    `device` is auto, cpu, cuda or mps: the decision is made in float64 on the CPU, and a run on
    another device is added to it. Without a seed one is drawn that the attempt cannot know.
    `locate` says where wrong values begin, `shapes` what became of shape comments. Raises
    KataError where no verdict can be reached.
    """
    started = time.monotonic()
    if not ahead.is_waiting() and may_fork(device):
        fork_worker()
    with Launch(seconds=kata.seconds, device=device, hidden=(kata.folder,)) as launch:
        from torchkata.judge.grading import grade_launched
        from torchkata.judge.hardware import resolve
        from torchkata.judge.rehearsal import ready_for

        where = resolve(device)
        by = ready_for(kata, seed)
        return grade_launched(
            by, attempt, launch, device=where, started=started, locate=locate, shapes=shapes
        )


def trace(attempt: Attempt, of: Kata | OwnTarget, *, case: str, seed: int) -> Trace:
    """Follow an attempt line by line, in a process of its own, on a case of a kata or on tensors.

    Without a case of that name it is the plain one. What the attempt raises is part of the trace.
    """
    if not ahead.is_waiting() and may_fork("cpu"):
        fork_worker()
    hidden = (of.folder,) if isinstance(of, Kata) else ()
    seconds = of.seconds if isinstance(of, Kata) else OWN_SECONDS
    with Launch(seconds=seconds, device="cpu", hidden=hidden) as launch:
        from torchkata.judge.tracing import trace_launched

        return trace_launched(attempt, of, launch, case=case, seed=seed)


def may_fork(device: str) -> bool:
    """Whether the attempt's process can be a fork of this one, which saves an import of torch.

    Not of a process that has torch already, and who knows how many threads and what else.
    """
    is_fresh = "torch" not in sys.modules and threading.active_count() == 1
    return sys.platform == "linux" and is_fresh and (device == "cpu" or not CUDA.exists())


def fork_worker() -> None:
    """Import torch on one thread, and fork: before anything of the reference is in memory."""
    os.environ.update(ahead.SINGLE_THREADED)
    import_module("torchkata.worker.main")
    ahead.fork_ahead()


def isolation(environ: Mapping[str, str]) -> Isolation:
    """What keeps an attempt on the CPU from the rest of this machine."""
    return offered(environ)


def devices() -> tuple[Finding, ...]:
    """What `kata doctor` says of devices."""
    from torchkata.judge.hardware import findings

    return findings()
