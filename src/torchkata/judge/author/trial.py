"""One specimen before the judge, in this process."""

from functools import cached_property

from torchkata.contracts import Kata, KataError, Specimen, Trial
from torchkata.judge.author.finding import Finding
from torchkata.judge.author.louder import told_apart_loudly
from torchkata.judge.author.quick import told_at_once
from torchkata.judge.author.wider import wider
from torchkata.judge.failures import CheckFailedError, NotRelatedError
from torchkata.judge.grading import Report, judge
from torchkata.judge.ready import Ready, ready
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError

ANOTHER_SEED = 101  # of the kata's own cases
WIDER_SEED = 103


class Bench:
    """Judges texts by one kata."""

    def __init__(self, kata: Kata, seed: int) -> None:
        self.kata = kata
        self.seed = seed

    @cached_property
    def own(self) -> Ready:
        """The kata's own cases."""
        return ready(self.kata, self.seed)

    @cached_property
    def again(self) -> Ready:
        """The kata's own cases by another seed."""
        return ready(self.kata, ANOTHER_SEED)

    @cached_property
    def wider(self) -> Ready:
        """The kata with many more sizes, each of which its reference can take."""
        return ready(wider(self.kata, self.suits), WIDER_SEED)

    def suits(self, kata: Kata) -> bool:
        """Whether the reference agrees with itself on a kata's cases."""
        by = ready(kata, self.seed)
        return judged(by, by.target.source).passed

    def trial(self, specimen: Specimen) -> Trial:
        """Judge a specimen; one that passes against hope is judged on wider cases too."""
        try:
            by = self.own
        except KataError as error:
            return Trial(specimen.id, False, f"the kata is broken: {error.message}")
        found = None if specimen.should_pass else told_at_once(by, specimen.text)
        found = found or judged(by, specimen.text)
        told_apart = False
        if found.passed and not specimen.should_pass:
            apart = self.apart(specimen.text)
            told_apart = apart is not None
            found = apart or found
        passed = found.passed or told_apart
        return Trial(specimen.id, passed, found.message, found.raised, told_apart)

    def apart(self, text: str) -> Finding | None:
        """How wider cases, or its own by another seed, tell a text from the reference."""
        found = judged(self.wider, text)
        if not found.passed:
            return found
        if not self.kata.kind.needs_driver:
            return told_apart_loudly(self.again, text)
        found = judged(self.again, text)
        return None if found.passed else found


def judged(by: Ready, text: str) -> Finding:
    """The judge's answer on a text, without a process of its own."""
    try:
        judge(by, by.like(text), Engine(), Report(), device="cpu")
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
