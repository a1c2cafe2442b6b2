"""One specimen before the judge, in this process."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from torchkata.catalog import reference_text
from torchkata.contracts import Attempt, Kata, KataError, Specimen, Trial
from torchkata.judge.align import align
from torchkata.judge.author.known import Known
from torchkata.judge.author.wider import wider
from torchkata.judge.checks.shapes import check_shapes
from torchkata.judge.failures import CheckFailedError, NotRelatedError
from torchkata.judge.grading import Report, judge, opened
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError
from torchkata.worker.remote import Remote

MORE_SEEDS = (101, 102)  # of the kata's own cases
WIDER_SEED = 103


@dataclass(frozen=True, slots=True)
class Finding:
    """The judge's answer."""

    passed: bool
    message: str = ""
    raised: bool = False


class Bench:
    """Judges texts by one kata."""

    def __init__(self, kata: Kata, seed: int) -> None:
        self.kata = kata
        self.seed = seed
        self.known = Known()

    @cached_property
    def wider(self) -> Kata:
        """The kata with many more sizes, each of which its reference can take."""
        text = reference_text(self.kata)
        return wider(self.kata, lambda kata: judged(kata, text, self.seed).passed)

    def trial(self, specimen: Specimen) -> Trial:
        """Judge a specimen; one that passes against hope is judged on wider cases too."""
        found = None
        if not specimen.should_pass:
            found = told_at_once(self.kata, specimen.text, self.seed, self.known)
        found = found or judged(self.kata, specimen.text, self.seed)
        told_apart = False
        if found.passed and not specimen.should_pass:
            apart = self.apart(specimen.text)
            told_apart = apart is not None
            found = apart or found
        passed = found.passed or told_apart
        return Trial(specimen.id, passed, found.message, found.raised, told_apart)

    def apart(self, text: str) -> Finding | None:
        """How wider cases or other seeds tell a text from the reference; None if they do not."""
        trials = [(self.kata, seed) for seed in MORE_SEEDS]
        trials.append((self.wider, WIDER_SEED))
        for kata, seed in trials:
            found = judged(kata, text, seed)
            if not found.passed:
                return found
        return None


def told_at_once(kata: Kata, text: str, seed: int, known: Known) -> Finding | None:
    """A proof that a text is another function, found by the judge's own steps.

    Most mutants end here: what the reference gives is known from the last one, and nobody needs
    an explanation. None where the whole judgement is needed.
    """
    attempt = Attempt(kata.reference, text, kata.id, (), None)
    try:
        pair = opened(kata, attempt, cast(Remote, Engine()), seed)
        known.take(pair.reference)
        pair = replace(pair, reference=known)
        check_shapes(pair, kata.forbidden)
        for build in pair.builds:
            alignment = align(*pair.sides(build))
            if alignment.partner is None:
                is_told = alignment.is_proof and not alignment.cut
                words = "values: no relabelling of its parameters computes the same function"
                return Finding(False, words) if is_told else None
    except CheckFailedError as failure:
        return Finding(False, f"{failure.check}: {failure.message}")
    except AttemptError as error:
        return Finding(False, f"raises {error}", raised=True)
    except KataError:
        return None
    return None


def judged(kata: Kata, text: str, seed: int) -> Finding:
    """The judge's answer on a text, without a process of its own."""
    attempt = Attempt(kata.reference, text, kata.id, (), None)
    # The judge asks of an attempt's process only what an engine in this one can do as well.
    engine = cast(Remote, Engine())
    try:
        judge(kata, attempt, engine, Report(), device="cpu", seed=seed)
    except CheckFailedError as failure:
        words = "; ".join((failure.message, *failure.details[:1]))
        return Finding(False, f"{failure.check}: {words}")
    except AttemptError as error:
        return Finding(False, f"raises {error}", raised=True)
    except NotRelatedError as error:
        return Finding(False, f"undecided: {error}")
    except KataError as error:
        return Finding(False, f"the kata is broken: {error.message}")
    return Finding(True)
