"""The likeliest relabelling of a wrong attempt: under which most values are the reference's."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from torchkata.judge.align.entry import by_name
from torchkata.judge.compare import REPAIRED, are_same, signature
from torchkata.judge.likely import given, maps, merged
from torchkata.judge.on_the_way import Half, common
from torchkata.judge.partly import Partly
from torchkata.judge.side import Indices, Vector
from torchkata.worker.messages import Record, Recorded, Seen


@dataclass
class Nearest:
    """Records the attempt under one relabelling after another, beside the reference.

    Where weights of unknown partners are all the same it makes no difference which is which:
    no relabelling has more values of the reference than there are then.
    """

    reference: Half
    attempt: Half
    values: Vector  # of the reference's scalars
    asked: Record  # the run to be recorded, but for its weights
    raises: bool  # whether the attempt has to
    known: Indices = field(init=False)  # what is known of the attempt's scalars: partners, or -1
    sure: Indices = field(init=False)  # the same without what may have been taken for another
    score: int = -1
    is_common: bool = False  # weights of unknown partners are all the same: values tell less
    found: Recorded | None = None
    right: Recorded = field(init=False)

    def __post_init__(self) -> None:
        self.known = self.sure = np.full(self.attempt.side.total, -1)
        self.right = self.recorded_reference(self.values)

    def recorded_reference(self, values: Vector) -> Recorded:
        """The reference's run at some weights."""
        return self.reference.look(replace(self.asked, weights=self.reference.side.weights(values)))

    def run(self, partner: Indices | None, usual: Indices | None) -> bool:
        """Whether there is something to say; `partner` where it is known.

        `usual` is the relabelling of earlier attempts: good where no other can be better.
        """
        if partner is not None:
            self.known = partner
            return self.try_all([partner])
        if usual is not None and self.try_all([usual]) and self.is_best():
            self.known = usual
            return True
        reference, attempt = self.reference.side, self.attempt.side
        likely = list(maps(reference, attempt))
        if not self.try_all(likely):
            return False
        is_plain = not attempt.total or by_name(reference, attempt) is not None
        if is_plain or self.is_best():
            return True
        partly = Partly(self.reference, self.attempt)
        self.known = partly.run()
        self.sure = np.where(partly.guessed, -1, self.known)
        if (self.known >= 0).any():
            self.try_all(merged(self.known, other, reference) for other in likely)
            self.keep_common()
        return True

    def is_best(self) -> bool:
        """Whether no relabelling can have more values of the reference."""
        return self.score >= agreeing(self.attempt.seen, self.reference.seen)

    def keep_common(self) -> None:
        """Where no relabelling comes up to it: the weights at which none is needed."""
        right, ours = common(self.known, self.values)
        asked = replace(self.asked, weights=self.attempt.side.weights(ours))
        found, theirs = self.attempt.look(asked), self.recorded_reference(right)
        score = agreeing(found.events, theirs.events)
        is_blind = are_same(found.outputs[0], theirs.outputs[0], REPAIRED)
        if score > self.score and not is_blind:
            self.score, self.asked, self.found, self.right = score, asked, found, theirs
            self.is_common = True

    def try_all(self, partners: Iterable[Indices]) -> bool:
        """Keep the recording with most values of the reference; False where none raises."""
        seen: set[bytes] = set()
        for partner in partners:
            if partner.tobytes() in seen:
                continue
            seen.add(partner.tobytes())
            weights = self.attempt.side.weights(given(self.values, partner))
            asked = replace(self.asked, weights=weights)
            found = self.attempt.look(asked)
            if self.raises and found.outputs[0]:
                return False
            score = agreeing(found.events, self.right.events)
            if score > self.score:
                self.score, self.asked, self.found = score, asked, found
        return self.found is not None


def agreeing(ours: Iterable[Seen], theirs: Iterable[Seen]) -> int:
    """How many values of the attempt are values of the reference too."""
    known = {signature(seen.value) for seen in theirs}
    return sum(signature(seen.value) in known for seen in ours)
