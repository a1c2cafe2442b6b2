"""What is computed or built, and that nothing reads."""

from torchkata.contracts import Departure, Evidence
from torchkata.source.editing import idle_name


def left_out(evidence: Evidence) -> Departure | None:
    """The only line on which it belongs, where something that is trained has no say."""
    found = left_lying(evidence) if evidence.is_idle else None
    return found if found is not None and found.line == found.end_line else None


def left_lying(evidence: Evidence) -> Departure | None:
    """The lines on which something belongs that was computed for them, and that nothing reads."""
    found = idle_name(evidence.texts[0])
    if found is None:
        return None
    name, first, last = found
    stopped = evidence.attempt.stopped
    if stopped is not None and first <= stopped <= last:
        last = stopped
    words = f"{name} is there, and nothing here reads it"
    return Departure(first, words, last, verified=False)
