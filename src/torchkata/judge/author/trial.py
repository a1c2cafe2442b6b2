"""One specimen before the judge, in this process."""

from functools import cached_property

from torchkata.catalog import reference_text
from torchkata.contracts import Attempt, Kata, KataError, Specimen, Trial
from torchkata.judge.author.finding import Finding
from torchkata.judge.author.known import Known
from torchkata.judge.author.louder import told_apart_loudly
from torchkata.judge.author.quick import told_at_once
from torchkata.judge.author.wider import wider
from torchkata.judge.failures import CheckFailedError, NotRelatedError
from torchkata.judge.grading import Report, judge
from torchkata.worker.engine import Engine
from torchkata.worker.faults import AttemptError

ANOTHER_SEED = 101  # of the kata's own cases
WIDER_SEED = 103


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
        """How other seeds, wider cases or larger values tell a text from the reference."""
        found = judged(self.kata, text, ANOTHER_SEED)
        if found.passed:
            found = judged(self.wider, text, WIDER_SEED)
        return told_apart_loudly(self.kata, text, WIDER_SEED) if found.passed else found


def judged(kata: Kata, text: str, seed: int) -> Finding:
    """The judge's answer on a text, without a process of its own."""
    attempt = Attempt(kata.reference, text, kata.id, (), None)
    engine = Engine()
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
