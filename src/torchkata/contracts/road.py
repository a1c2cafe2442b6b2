"""The katas and the order in which they build on each other. Made by `practice`."""

from dataclasses import dataclass
from datetime import date

from torchkata.contracts.kata import Belt
from torchkata.contracts.progress import State


@dataclass(frozen=True, slots=True)
class Stop:
    """One kata on the road."""

    kata: str
    title: str
    belt: Belt
    state: State
    due: date | None
    passed: bool  # at least once
    is_open: bool  # new, and all that it needs has passed
    needs: tuple[str, ...]
    opens: tuple[str, ...]  # katas that need this one, in the order of the road


@dataclass(frozen=True, slots=True)
class Road:
    """Every kata, in an order in which each comes after what it needs."""

    stops: tuple[Stop, ...]
    next_step: str
    trouble: str = ""  # why the journal cannot be read, in one line

    def __getitem__(self, kata: str) -> Stop:
        """The stop of that id."""
        return next(stop for stop in self.stops if stop.kata == kata)

    def way(self, kata: str) -> tuple[Stop, ...]:
        """All that has to be passed before a kata, and the kata at the end."""
        wanted, waiting = {kata}, [kata]
        while waiting:
            more = [name for name in self[waiting.pop()].needs if name not in wanted]
            wanted.update(more)
            waiting += more
        return tuple(stop for stop in self.stops if stop.kata in wanted)
