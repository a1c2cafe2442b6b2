"""How many scalars both sides have, and how many a right attempt would."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Some of them may not matter, and so be there or not; `surplus` counts those that do."""

    reference: int
    attempt: int
    surplus: int
    raises: bool  # whether the attempt does, so that nothing is known of what matters

    @property
    def has_idle(self) -> bool:
        """Whether the attempt has enough of them, and too few matter."""
        return self.surplus < 0 and self.attempt - self.surplus > self.reference

    @property
    def differ(self) -> bool:
        """Whether there are too many, or too few."""
        return self.surplus != 0 and not self.has_idle and self.attempt != self.reference

    @property
    def right(self) -> tuple[int, ...]:
        """How many the attempt may have once it is right; none where any number will do."""
        if self.attempt == self.reference:
            return (self.reference,)
        if self.raises or (self.has_idle and self.attempt < self.reference):
            return ()  # some may be left out that do not matter
        return (self.reference, self.attempt - self.surplus if self.differ else self.attempt)
