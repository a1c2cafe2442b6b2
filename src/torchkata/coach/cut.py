"""Gradients that are cut off where the reference's go on."""

from torchkata.contracts import Departure, Evidence
from torchkata.source.editing import uncut


def cut_off(evidence: Evidence) -> Departure | None:
    """The first line that cuts them, if the attempt is right without it, or without all cuts."""
    if evidence.is_related and not evidence.is_alike:
        return None
    text, reference = evidence.texts
    for one in uncut(text, reference, is_sure=evidence.is_alike):
        if evidence.is_right(one.text):
            return Departure(one.line, words(one.cuts), None, verified=True)
    return None


def words(cuts: tuple[tuple[int, str], ...]) -> str:
    """What cuts gradients on the first line, and where else they are cut."""
    (_, name), *others = cuts
    said = f"{name} cuts the gradient here"
    return ", and ".join([said, *(f"{other} on line {line}" for line, other in others)])
