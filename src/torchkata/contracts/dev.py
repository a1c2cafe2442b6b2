"""What `kata dev check` tries and finds. Made by `source`, `judge` and `practice`."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Mutant:
    """The reference with one mistake in it; it must not pass."""

    id: str  # operator:line:digest, the same for as long as the line is
    operator: str
    line: int  # of the reference, from 1; of the planted line for a mutant of the kata's own
    before: str  # on one line
    after: str
    text: str  # the whole file


@dataclass(frozen=True, slots=True)
class Variant:
    """The reference written otherwise; it must pass."""

    id: str  # the rewrite's name
    sites: int  # places that were rewritten
    text: str  # the whole file


@dataclass(frozen=True, slots=True)
class Specimen:
    """A text for the judge, and whether it is hoped to pass."""

    id: str
    text: str
    should_pass: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """What the judge made of one specimen."""

    id: str
    passed: bool
    message: str = ""  # the failed check and its words
    raised: bool = False  # it raised, or never ended, before anything was compared
    # Of a specimen that passed and should not have: whether it is told apart from the reference
    # on many more sizes and seeds than the kata's cases have.
    told_apart: bool = False


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something about a kata that a published one may not have; `id` may be waived."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Examination:
    """What the judge found about one kata: the flaws of its cases, and what became of specimens."""

    kata: str
    flaws: tuple[Flaw, ...]
    trials: tuple[Trial, ...]
    seconds: float  # of one processor


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    RAISED = "raised"  # killed by its own exception
    EQUIVALENT = "equivalent"  # the same function, as far as many more sizes and seeds can tell
    WAIVED = "waived"  # `kata.toml` gives a reason
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class MutantResult:
    """A mutant and what became of it, with the reason in words."""

    mutant: Mutant
    fate: Fate
    reason: str


@dataclass(frozen=True, slots=True)
class VariantResult:
    """A variant and whether it passed; `message` says why not."""

    variant: Variant
    passed: bool
    message: str = ""


@dataclass(frozen=True, slots=True)
class KataReport:
    """Everything that is known of one kata's quality."""

    kata: str
    path: str  # of its reference, as shown
    flaws: tuple[Flaw, ...]
    mutants: tuple[MutantResult, ...]
    variants: tuple[VariantResult, ...]
    seconds: float  # of one processor

    def count(self, fate: Fate) -> int:
        """How many mutants met this fate."""
        return sum(result.fate is fate for result in self.mutants)

    @property
    def killed(self) -> int:
        """Mutants that did not pass, those that raised included."""
        return self.count(Fate.KILLED) + self.count(Fate.RAISED)

    @property
    def survivors(self) -> tuple[MutantResult, ...]:
        """Mutants that pass and should not."""
        return tuple(result for result in self.mutants if result.fate is Fate.SURVIVED)

    @property
    def rejected(self) -> tuple[VariantResult, ...]:
        """Variants that fail and should not."""
        return tuple(result for result in self.variants if not result.passed)

    @property
    def is_sound(self) -> bool:
        """Whether the kata may be published."""
        return not (self.flaws or self.survivors or self.rejected)


@dataclass(frozen=True, slots=True)
class DevReport:
    """The reports on all katas that were asked for, in the order of the road."""

    katas: tuple[KataReport, ...]
    seconds: float  # from start to end

    @property
    def is_sound(self) -> bool:
        """Whether every kata is."""
        return all(kata.is_sound for kata in self.katas)

    @property
    def score(self) -> float:
        """Share of the mutants that are neither equivalent nor waived and were killed, 0 to 1."""
        killed = sum(kata.killed for kata in self.katas)
        counted = killed + sum(len(kata.survivors) for kata in self.katas)
        return killed / counted if counted else 1.0


@dataclass(frozen=True, slots=True)
class Shown:
    """One mutant or variant beside the reference."""

    kata: str
    title: str
    lines: tuple[str, ...]  # a unified diff
