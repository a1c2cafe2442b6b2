"""After a kata's own hints: what is missing on the line where an attempt first goes wrong."""

from dataclasses import dataclass

from torchkata import catalog
from torchkata.contracts import Chosen, Kata, KataError
from torchkata.practice.check import check
from torchkata.practice.files import choose
from torchkata.practice.place import Place
from torchkata.practice.reading import Reading

LINE_HINTS = 2  # what the reference has there besides; its line


@dataclass(frozen=True, slots=True)
class LineHint:
    """A hint about one line of an attempt."""

    path: str
    line: int
    text: str
    shows: int = 0  # the line of the reference that it shows, if it does


def at_line(place: Place, kata: Kata, given: int) -> LineHint | None:
    """The next hint about the practice file here, after `given` ones; None where nothing is known.

    The file is checked anew: what was wrong may be right by now.
    """
    if given >= LINE_HINTS:
        return None
    try:
        chosen = choose(place, kata.id, kata=None)
        found = check(place, Reading(chosen), device="cpu", seed=None).departure
    except KataError:  # there is no practice file, or it cannot be judged
        return None
    if found is None or found.reference_line is None:
        return None
    path = str(place.shown(chosen.attempt.path))
    reference = catalog.reference_text(kata)
    if given:
        text = reference.splitlines()[found.reference_line - 1].strip()
        return LineHint(path, found.line, f"the reference has  {text}", found.reference_line)
    return LineHint(path, found.line, _in_words(chosen, found.line, found.reference_line))


def _in_words(chosen: Chosen, line: int, reference_line: int) -> str:
    from torchkata.source import besides

    own, reference = chosen.attempt.text, catalog.reference_text(chosen.kata)
    lacking = besides(reference, reference_line, own, line) or ()
    extra = besides(own, line, reference, reference_line) or ()
    if not lacking and not extra:
        return "the reference does the same with other values, or in another order"
    parts = []
    if lacking:
        parts.append(f"the reference has {', '.join(lacking)} besides")
    if extra:
        parts.append(f"yours has {', '.join(extra)}, which the reference has not")
    return "; ".join(parts)
