"""One specimen before the judge, in this process."""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from torchkata.catalog import reference_text
from torchkata.contracts import Attempt, Kata, KataError, Specimen, Trial
from torchkata.judge.author.wider import wider
from torchkata.judge.failures import CheckFailedError, NotRelatedError
from torchkata.judge.grading import Report, judge
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError
from torchkata.worker.remote import Remote

MORE_SEEDS = (101, 102)


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

    @cached_property
    def wider(self) -> Kata:
        """The kata with many more sizes, each of which its reference can take."""
        text = reference_text(self.kata)
        return wider(self.kata, lambda kata: judged(kata, text, self.seed).passed)

    def trial(self, specimen: Specimen) -> Trial:
        """Judge a specimen; one that passes against hope is judged on wider cases too."""
        found = judged(self.kata, specimen.text, self.seed)
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
        trials += [(self.wider, seed) for seed in MORE_SEEDS]
        for kata, seed in trials:
            found = judged(kata, text, seed)
            if not found.passed:
                return found
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
