"""What a learner has done, kept in one SQLite file in the user's data folder."""

from torchkata.journal.folder import data_folder
from torchkata.journal.journal import Journal

__all__ = ["Journal", "data_folder"]
