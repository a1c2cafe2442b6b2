"""What is suspected first where an attempt raised: what led there, and above all what begins it."""

from collections.abc import Iterable, Iterator

from torchkata.coach.known import Known
from torchkata.coach.values import Array, signature
from torchkata.coach.view import View, first_operands
from torchkata.source.slicing import way_back

AHEAD = 15  # steps by which a statement that makes wrong values of right ones is moved forward
ON_STACK = 8  # and one that was at work when it raised
BEHIND = 50  # and one back that stands in the reference as it is


def led_there(view: View, first: Iterable[int]) -> list[int]:
    """Lines of statements, the likeliest first; `first` is where a part is built that is odd."""
    recording = view.evidence.attempt
    built = list(first)
    lines = way_back(view.evidence.texts[0], recording.callers, built)
    begun = set(beginning(view))

    def steps(place: int) -> int:
        line = lines[place]
        ahead = AHEAD * (line in begun or line in built) + ON_STACK * (line in recording.callers)
        return place - ahead - BEHIND * (line == recording.stopped or line in view.odd)

    return [lines[place] for place in sorted(range(len(lines)), key=steps)]


def beginning(view: View) -> Iterator[int]:
    """Statements that are given nothing but the reference's values, and make others of them."""
    recording = view.evidence.attempt
    right: dict[int, bool] = {}
    for site, value in first_operands(recording):
        is_right = view.theirs.has_exactly(value) or is_of_right_ones(view, value)
        right[site.statement] = right.get(site.statement, True) and is_right
    for passes in view.attempt:
        site = passes.site
        if site.is_name or not passes.values[0].ndim:
            continue
        if not site.is_whole and view.theirs.has_all(passes):
            right[site.statement] = True  # and a step of the same statement makes another of it
        elif site.is_whole and right.get(site.statement) and not view.theirs.has_all(passes):
            yield site.statement
    known = Known([event.value for event in view.evidence.reference.building])
    for event in recording.building:
        site = recording.sites[event.site]
        is_count = not event.value.ndim and event.value.dtype.kind == "i"
        if is_count and not site.is_name and not known.has_exactly(event.value):
            yield site.statement


def is_of_right_ones(view: View, value: Array) -> bool:
    """Whether only the reference's way there is another: what is made of a value is right."""
    return signature(value) in view.good and not view.theirs.has(value)
