"""Gradients that are cut off where the reference's go on."""

from torchkata.contracts import Departure, Evidence
from torchkata.source.editing import uncut


def cut_off(evidence: Evidence) -> Departure | None:
    """The only line that cuts them, if the attempt is right without."""
    if evidence.is_related and not evidence.is_alike:
        return None
    text, reference = evidence.texts
    for one in uncut(text, reference, is_sure=evidence.is_alike):
        if evidence.is_right(one.text):
            return Departure(one.line, f"{one.name} cuts the gradient here", None, verified=True)
    return None
