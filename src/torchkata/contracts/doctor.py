"""One line of what `kata doctor` found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact about the installation; `good` is None where it is neither good nor bad."""

    name: str
    value: str
    good: bool | None = None
    hint: str = ""
