"""Which line a failed check names, once all that running it could tell is known."""

from torchkata import catalog
from torchkata.contracts import Blame, Check, Departure, Kata, Verdict

ALONE = "of all lines, this one alone is not as in the reference"
LACKING = "a line of the reference is missing here, and all others are there"


def departure_of(kata: Kata, text: str, verdict: Verdict) -> Departure | None:
    """The line that was found by running; else the one that reading can name."""
    known, failure = verdict.departure, verdict.first_failure
    if failure is None or (known is not None and known.verified):
        return known
    read = read_departure(text, failure, verdict.blame) if known is None else None
    return read or alone(kata, text) or known


def read_departure(text: str, failure: Check, blame: Blame | None) -> Departure | None:
    """The line of a failure that the attempt alone can name: of what is to blame, or of a cut."""
    from torchkata.source import blamed_line, gradient_cuts

    if blame is not None:
        line = blamed_line(text, blame)
        return None if line is None else Departure(line, failure.message)
    cuts = gradient_cuts(text) if failure.name == "gradients" else ()
    if len({line for line, _ in cuts}) != 1:
        return None
    line, name = cuts[0]
    return Departure(line, f"{name} cuts the gradient here")


def alone(kata: Kata, text: str) -> Departure | None:
    """The only line that is not as in the reference, however it is spelled and named."""
    from torchkata.source import line_alone

    found = line_alone(text, catalog.reference_text(kata), kata.target)
    if found is None:
        return None
    first, last = found
    return Departure(first, ALONE if first == last else LACKING, last)
