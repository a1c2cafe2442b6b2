"""Which line a failed check names, once all that running it could tell is known."""

from dataclasses import replace

from torchkata import catalog
from torchkata.contracts import Blame, Check, Departure, Kata, Raised, Verdict

NAMING = ("AttributeError", "NameError", "UnboundLocalError")  # the line that raises is at fault
OF_KINDS = ("TypeError", "AttributeError")  # what is of another type than it has to be
PLAIN = ("float", "int", "bool", "str", "NoneType")
STAYS, MADE = "on another device this would fail", "made on line"
ONLY_GRADIENTS = "gradients leave the reference"
ALONE = "of all lines, this one alone is not as in the reference"
LACKING = "a line of the reference is missing here, and all others are there"


def departure_of(kata: Kata, text: str, verdict: Verdict) -> Departure | None:
    """The line that was found by running; else the one that reading can name."""
    try:
        return named_by_all(kata, text, verdict)
    except RecursionError:  # the code is nested too deeply to be read
        return verdict.departure


def named_by_all(kata: Kata, text: str, verdict: Verdict) -> Departure | None:
    """The line that running and reading name together.

    A default that is not the reference's comes first: it is wrong whatever else is.
    A line that stands in the reference as it is has its fault from elsewhere, if only one differs.
    """
    from torchkata.source import is_as_in, other_default

    known, failure = verdict.departure, verdict.first_failure
    if failure is None:
        return known
    reference = catalog.reference_text(kata)
    default = other_default(text, reference, kata.target) if verdict.blame is None else None
    if default is not None:
        return Departure(*default)
    if known is not None and known.verified:
        is_elsewhere = is_as_in(text, reference, known.line)
        found = alone(kata, text, reference) if is_elsewhere else None
        if found is None or is_near(found, known):
            return known
        return replace(found, message=f"{found.message}; on line {known.line} {known.message}")
    kept = kept_plain(kata, text, failure)
    if kept is not None:
        return kept
    made = of_wrong_kind(text, verdict.error) or of_nothing(text, verdict.error)
    if made is not None:
        return made
    if known is not None and verdict.error is not None and verdict.error.type in NAMING:
        return known
    read = read_departure(text, failure, verdict.blame) if known is None else None
    return read or alone(kata, text, reference) or by_hand(text, failure) or known


def kept_plain(kata: Kata, text: str, failure: Check) -> Departure | None:
    """The only plain tensor that is kept, where one stays behind that no other line made."""
    from torchkata.source import advice

    if not failure.message.startswith(STAYS) or MADE in failure.message:
        return None
    lines = [one.line for one in advice(text, kata.target) if one.rule == "plain-tensor"]
    return Departure(lines[0], failure.message) if len(lines) == 1 else None


def of_wrong_kind(text: str, error: Raised | None) -> Departure | None:
    """Where a name got what is no tensor, if what was raised is about that."""
    from torchkata.source import maker_line

    if error is None or error.line is None or error.type not in OF_KINDS:
        return None
    odd = [o for o in error.operands if o.kind in PLAIN and o.kind in error.words]
    if len(odd) != 1 or not odd[0].text.isidentifier():
        return None
    line = maker_line(text, error.line, odd[0].text)
    words = f"{odd[0].text} is of type {odd[0].kind} from here on; on line {error.line} this raises"
    return None if line is None else Departure(line, f"{words} {error.type}: {error.words}")


def of_nothing(text: str, error: Raised | None) -> Departure | None:
    """The loop that adds nothing to the list that was found empty."""
    from torchkata.source import unfilled

    if error is None or error.line is None:
        return None
    found = unfilled(text, error.line)
    if found is None:
        return None
    name, first, last = found
    return Departure(
        first, f"nothing is added to {name}, so it is empty on line {error.line}", last
    )


def is_near(one: Departure, other: Departure) -> bool:
    """Whether the lines that two departures name have one in common."""
    last, other_last = one.end_line or one.line, other.end_line or other.line
    return one.line <= other_last and other.line <= last


def read_departure(text: str, failure: Check, blame: Blame | None) -> Departure | None:
    """The line of a failure that the attempt alone can name: of what is to blame, or of a cut."""
    from torchkata.source import blamed_line, gradient_cuts

    if blame is not None:
        line = blamed_line(text, blame)
        return None if line is None else Departure(line, failure.message)
    is_of_gradients = failure.name == "gradients" or ONLY_GRADIENTS in failure.message
    cuts = gradient_cuts(text) if is_of_gradients else ()
    if len({line for line, _ in cuts}) != 1:
        return None
    line, name = cuts[0]
    return Departure(line, f"{name} cuts the gradient here")


def by_hand(text: str, failure: Check) -> Departure | None:
    """The lines of the only backward pass that is written out, where gradients alone differ."""
    from torchkata.source import backward_lines

    found = backward_lines(text)
    if failure.name != "gradients" or found is None:
        return None
    return Departure(found[0], "the gradients are worked out here, by hand", found[1])


def alone(kata: Kata, text: str, reference: str) -> Departure | None:
    """The only line that is not as in the reference, however it is spelled and named."""
    from torchkata.source import line_alone

    found = line_alone(text, reference, kata.target)
    if found is None:
        return None
    words = LACKING if found.is_missing else ALONE
    return Departure(found.first, words, found.last)
