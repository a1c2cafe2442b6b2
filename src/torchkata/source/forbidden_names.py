"""Telling a ready-made by its name, however it is spelled."""

import unicodedata
from collections.abc import Sequence


class Names:
    """The forbidden names, and how to tell one in whatever spelling."""

    def __init__(self, forbidden: Sequence[str]) -> None:
        self.by_core = {_core(name): name for name in reversed(forbidden)}
        self.exact = set(forbidden)

    def match(self, spelled: str) -> str | None:
        """The forbidden name that `spelled` is, underscores around it left out: `softmax_`."""
        name = unicodedata.normalize("NFKC", spelled)
        return name if name in self.exact else self.by_core.get(_core(name))


def _core(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip("_")
