"""What an attempt keeps and torch does not know of, or does not train."""

from collections.abc import Callable

from torchkata.judge.pair import Pair


def unusual(pair: Pair, buffers: tuple[str, ...]) -> list[str]:
    """Warnings from what the built attempt consists of."""
    reference, attempt = pair.inventories[pair.builds[0].first]
    extra = () if reference.frozen else attempt.frozen
    frozen = tuple(leaf.name for leaf in extra if leaf.name not in buffers)
    kinds: list[tuple[tuple[str, ...], Callable[[str], str]]] = [
        (attempt.stray_tensors, lambda n: f"self.{n} is a plain tensor: not saved, not moved"),
        (attempt.stray_modules, lambda n: f"self.{n} is not registered: not trained or moved"),
        (frozen, lambda n: f"self.{n} is a parameter that nothing trains: a buffer says so"),
    ]
    return [words(name) for names, words in kinds for name in names[:4]]
