"""What the pool and its processes tell each other."""

from dataclasses import dataclass

from torchkata.contracts import Flaw, Kata, Specimen, Trial


@dataclass(frozen=True, slots=True)
class Job:
    """A part of an exam for one process; with `audits` the cases themselves are looked at."""

    kata: Kata
    specimens: tuple[Specimen, ...]
    seed: int
    audits: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One message of a process; both empty when it is ready for a job."""

    trial: Trial | None = None
    flaws: tuple[Flaw, ...] | None = None
