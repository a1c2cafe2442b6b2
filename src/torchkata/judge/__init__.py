"""Whether an attempt computes the reference's function, and if not, where it first differs.

The face of the room imports no torch: the attempt's process is started first, and both import it
at the same time.
"""

import time
from collections.abc import Mapping

from torchkata.contracts import Attempt, Finding, Isolation, Kata, Verdict
from torchkata.worker.isolation import offered
from torchkata.worker.launch import Launch

__all__ = ["devices", "grade", "isolation"]


def grade(kata: Kata, attempt: Attempt, *, device: str, seed: int) -> Verdict:
    """Judge an attempt that parses and defines its target.

    `device` is auto, cpu, cuda or mps: the decision is made in float64 on the CPU, and a run on
    another device is added to it. Raises KataError where no verdict can be reached.
    """
    started = time.monotonic()
    with Launch(seconds=kata.seconds, device=device, hidden=(kata.folder,)) as launch:
        from torchkata.judge.grading import grade_launched
        from torchkata.judge.hardware import resolve

        where = resolve(device)
        return grade_launched(kata, attempt, launch, device=where, seed=seed, started=started)


def isolation(environ: Mapping[str, str]) -> Isolation:
    """What keeps an attempt on the CPU from the rest of this machine."""
    return offered(environ)


def devices() -> tuple[Finding, ...]:
    """What `kata doctor` says of devices."""
    from torchkata.judge.hardware import findings

    return findings()
