"""Practice files that say more or less of the answer, from the whole of it to nothing."""

from torchkata.source.scaffold.file import LEVELS, scaffold

__all__ = ["LEVELS", "scaffold"]
