"""From a wrong attempt to the first line that goes wrong, or raises, and why."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torchkata.coach.departure import first_departure
    from torchkata.coach.errors import explained

__all__ = ["explained", "first_departure"]

HOMES = {"explained": "errors", "first_departure": "departure"}


def __getattr__(name: str) -> object:
    """The departure needs numpy, an explanation does not."""
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"torchkata.coach.{HOMES[name]}"), name)
    return found
