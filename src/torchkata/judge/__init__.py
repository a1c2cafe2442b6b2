"""Whether an attempt computes the reference's function, and if not, where it first differs.

The face of the room imports no torch before there is something to judge.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from torchkata.contracts import (
    Attempt,
    Departure,
    Evidence,
    Finding,
    Isolation,
    Kata,
    OwnTarget,
    SameValue,
    ShapeReport,
    Trace,
    Verdict,
)
from torchkata.worker import ahead
from torchkata.worker.isolation import offered
from torchkata.worker.launch import Launch

if TYPE_CHECKING:
    from torchkata.judge.ready import Ready

__all__ = [
    "devices",
    "grade",
    "is_started_ahead",
    "isolation",
    "same_values",
    "start_ahead",
    "start_beside",
    "trace",
]

OWN_SECONDS = 60.0  # for a file that is no attempt
MOST_AHEAD = 5  # processes: each takes as much memory as torch does
CUDA = Path("/dev/nvidiactl")


def grade(
    kata: Kata,
    attempt: Attempt,
    *,
    device: str,
    seed: int | None,
    part: str = "",
    locate: Callable[[Evidence], Departure | None] | None = None,
    shapes: Callable[[Trace], ShapeReport] | None = None,
    announce: Callable[[Verdict], None] = lambda _: None,
    meanwhile: Iterable[Callable[[], object]] = (),
    memory: Path | None = None,
) -> Verdict:
    """Judge an attempt that parses and defines its target, or the `part` of it that is named.

    `device` is auto, cpu, cuda or mps: the decision is made in float64 on the CPU, and a run on
    another device is added to it. Without a seed one is drawn that the attempt cannot know.
    `locate` says where wrong values begin, `shapes` what became of shape comments; before they are
    asked, `announce` is told a failure without what they have to say. What is to be
    done `meanwhile` is called one by one while the attempt's process is waited for, if it is.
    `memory` is a folder for what makes the next check quicker. Raises KataError where no verdict
    can be reached.
    """
    started = time.monotonic()
    if not part:
        start_ahead(device)
    with Launch(seconds=kata.seconds, device=device, hidden=(kata.folder,)) as launch:
        from torchkata.judge.grading import grade_launched
        from torchkata.judge.hardware import resolve

        where = resolve(device)
        return grade_launched(
            _ready(kata, part, seed),
            attempt,
            launch,
            device=where,
            started=started,
            locate=locate,
            shapes=shapes,
            announce=announce,
            meanwhile=meanwhile,
            memory=None if part else memory,
        )


def _ready(kata: Kata, part: str, seed: int | None) -> "Ready":
    if not part:
        from torchkata.judge.rehearsal import ready_for

        return ready_for(kata, seed)
    from torchkata.judge.parts import ready_part
    from torchkata.judge.ready import any_seed

    return ready_part(kata, part, any_seed() if seed is None else seed)


def start_ahead(device: str, count: int = 1) -> None:
    """Fork processes for so many attempts, where that is safe.

    To be called before anything of a reference is read: a fork has all that this process has.
    """
    if not ahead.is_waiting() and may_fork(device):
        for _ in range(min(count, MOST_AHEAD)):
            fork_worker()


def is_started_ahead() -> bool:
    """Whether the process of the next attempt is there already, so that none is forked for it."""
    return ahead.is_waiting()


def start_beside(device: str, count: int) -> None:
    """Start processes for so many attempts from scratch, side by side, where none wait yet.

    Of the first of them all `grade` takes care by itself.
    """
    if is_cpu(device):
        for _ in range(min(count, MOST_AHEAD) - max(ahead.n_waiting(), 1)):
            ahead.spawn_ahead()


def trace(attempt: Attempt, of: Kata | OwnTarget, *, case: str, seed: int) -> Trace:
    """Follow an attempt line by line, in a process of its own, on a case of a kata or on tensors.

    Without a case of that name it is the plain one. What the attempt raises is part of the trace.
    """
    start_ahead("cpu")
    hidden = (of.folder,) if isinstance(of, Kata) else ()
    seconds = of.seconds if isinstance(of, Kata) else OWN_SECONDS
    with Launch(seconds=seconds, device="cpu", hidden=hidden) as launch:
        from torchkata.judge.tracing import trace_launched

        return trace_launched(attempt, of, launch, case=case, seed=seed)


def same_values(kata: Kata, attempt: Attempt) -> tuple[SameValue, ...]:
    """Statements of an attempt that had the values of statements of the reference, in one run.

    Raises KataError where the attempt does not run.
    """
    from torchkata.judge.equal_lines import equal_lines

    return equal_lines(kata, attempt)


def may_fork(device: str) -> bool:
    """Whether the attempt's process can be a fork of this one, which saves an import of torch.

    Not of a process that has torch already, and who knows how many threads and what else.
    """
    is_fresh = "torch" not in sys.modules and threading.active_count() == 1
    return sys.platform == "linux" and is_fresh and is_cpu(device)


def is_cpu(device: str) -> bool:
    """Whether no accelerator can be meant."""
    return device == "cpu" or not CUDA.exists()


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
