"""What an attempt keeps and torch does not know of, or does not train."""

from collections.abc import Callable
from dataclasses import dataclass

from torchkata.judge.pair import Pair

MOST = 4  # of one kind that are named


@dataclass(frozen=True, slots=True)
class Strays:
    """Some attributes of one kind, and what is to be said of each."""

    names: tuple[str, ...]
    words: Callable[[str], str]

    def warnings(self, blamed: str | None) -> list[str]:
        """None where the failure is about one of them: it says what is wrong with all."""
        return [] if blamed in self.names else [self.words(name) for name in self.names[:MOST]]


def unusual(pair: Pair, buffers: tuple[str, ...]) -> tuple[Strays, ...]:
    """What the built attempt consists of and may not be meant."""
    reference, attempt = pair.inventories[pair.builds[0].first]
    extra = () if reference.frozen else attempt.frozen
    frozen = tuple(leaf.name for leaf in extra if leaf.name not in buffers)
    return (
        Strays(
            attempt.stray_tensors, lambda n: f"self.{n} is a plain tensor: not saved, not moved"
        ),
        Strays(
            attempt.stray_modules, lambda n: f"self.{n} is not registered: not trained or moved"
        ),
        Strays(frozen, lambda n: f"self.{n} is a parameter that nothing trains: a buffer says so"),
    )
