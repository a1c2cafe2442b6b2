"""From a wrong attempt and the reference, recorded, to the first line that goes wrong, and why."""

from torchkata.coach.departure import first_departure

__all__ = ["first_departure"]
