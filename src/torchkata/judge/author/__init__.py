"""Judging a kata instead of an attempt: whether its cases tell right from wrong.

The face of the room imports no torch: processes of its own do the work, one kata at a time.
"""

from torchkata.judge.author.pool import Exam, examine

__all__ = ["Exam", "examine"]
