"""What a learner has done, kept in one SQLite file in the user's data folder.

A glance at it takes less than the whole of it, which is imported when it is first asked for.
"""

from typing import TYPE_CHECKING

from torchkata.journal.folder import data_folder
from torchkata.journal.glance import Glance

if TYPE_CHECKING:
    from torchkata.journal.journal import Journal

__all__ = ["Glance", "Journal", "data_folder"]


def __getattr__(name: str) -> object:
    """`Journal`, imported when it is first asked for."""
    if name == "Journal":
        from torchkata.journal.journal import Journal

        return Journal
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
