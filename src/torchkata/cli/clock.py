"""The learner's own clock, asked here only."""

from datetime import datetime


def now() -> datetime:
    """This moment, with the offset from UTC that the learner lives with."""
    return datetime.now().astimezone()
