"""The judge's answer on one text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether it passes, and why not."""

    passed: bool
    message: str = ""
    raised: bool = False
