"""The first line that leaves the reference, verified by repair.

Values alone mislead: a right value can stand where another one belongs, and after a first wrong
line all are wrong. So the reference's values are put into the attempt, one at a time, from its
first expression on, and the attempt runs on: the earliest place where that makes the whole output
right is where it goes wrong.
"""

from dataclasses import replace

from torchkata.coach.built import idle_part, odd_part
from torchkata.coach.plans import Finding, Known
from torchkata.coach.saying import following, said
from torchkata.coach.values import Array, is_all_same, is_same
from torchkata.coach.view import View
from torchkata.coach.words import what_differs
from torchkata.contracts import Departure, Evidence, Recording, Site


def first_departure(evidence: Evidence) -> Departure | None:
    """Where the attempt goes wrong; None where nothing that was recorded tells."""
    view = View(evidence)
    found = found_by_repair(view)
    return None if found is None else at_its_number(view, found)


def at_its_number(view: View, found: Departure) -> Departure:
    """For a line of __init__ that uses a number which the reference never has: where that is."""
    recording = view.evidence.attempt
    if found.line not in recording.attributes.values():
        return found
    ours, theirs = named_numbers(recording), named_numbers(view.evidence.reference)
    known = Known([event.value for event in view.evidence.reference.building])
    for index, (site, value) in enumerate(ours):
        is_used = site.line < found.line and is_name_in(site.target, recording, found.line)
        paired = is_same(value, theirs[index][1]) if len(ours) == len(theirs) else None
        if is_used and not (known.has_exactly(value) if paired is None else paired):
            words = f"{site.target} is {value:g} here, another number than the reference's"
            return Departure(site.line, words, site.end_line, found.verified)
    return found


def named_numbers(recording: Recording) -> list[tuple[Site, Array]]:
    """The numbers that got a name while the target was built, in order."""
    events = ((recording.sites[event.site], event.value) for event in recording.building)
    return [(site, value) for site, value in events if site.target and not value.ndim]


def is_name_in(name: str, recording: Recording, line: int) -> bool:
    """Whether the statement at a line reads a name."""
    return any(s.text == name and s.is_operand and s.statement == line for s in recording.sites)


def found_by_repair(view: View) -> Departure | None:
    """The earliest place where a value of the reference makes the output right."""
    evidence = view.evidence
    helped = view.first_help(view.odd_plans()) or view.first_help(view.plans())
    if helped is None:
        return stopped(view) if evidence.has_raised else between(view)
    if view.theirs.has_all(helped.at) and not (helped.words or view.is_wrong_use(helped.at.site)):
        again = repeated(view, helped) if view.is_surplus(helped.at) else None
        if again is not None:
            return replace(again, reference_line=helped.belongs.site.line)
        helped = helped if view.is_surplus(helped.at) else better_place(view, helped)
    found = said(view, helped)
    is_built = found.line in evidence.attempt.attributes.values()
    return found if is_built else replace(found, reference_line=helped.belongs.site.line)


def repeated(view: View, found: Finding) -> Departure | None:
    """After a right value that comes up once too often: up to where it does, if that is later."""
    for passes in view.after(found.at):
        again = not passes.site.is_name and is_all_same(passes.values, found.at.values)
        if again and view.first_help([replace(found, at=passes)]) is not None:
            idle = idle_part(view, found)
            if idle is not None:
                return idle
            evidence = view.evidence
            words = what_differs(found.at.values, found.belongs.values, evidence, view.ours)
            first = following(view, found.at.site)
            return Departure(first, words, max(first, passes.site.line), verified=True)
    return None


def better_place(view: View, found: Finding) -> Finding:
    """After a right value: the first wrong one that the same repair mends, or its last name."""
    later = view.after(found.at)
    shape = found.values[0].shape
    wrong = [p for p in later if not view.theirs.has_all(p)]
    alike = [p for p in wrong if p.values[0].shape == shape and len(p.values) == len(found.values)]
    names = [p for p in later if p.site.is_name and is_all_same(p.values, found.at.values)]
    for passes in [*alike[:1], *reversed(names)]:
        moved = replace(found, at=passes)
        if view.first_help([moved]) is not None:
            return moved
    return found


def stopped(view: View) -> Departure | None:
    """A part that cannot be the reference's, where it is used on the way to what raised."""
    recording = view.evidence.attempt
    wrong = [p.site for p in view.attempt if not view.theirs.has_all(p)]
    for site in [*wrong, *(s for s in recording.sites if s.statement == recording.stopped)]:
        built = odd_part(view.evidence.odd, view.evidence, site)
        if built is None and site.statement == recording.stopped:
            built = odd_part(view.evidence.suspects, view.evidence, site)
        if built is not None:
            name, line = built
            return Departure(line, f"{name} is built otherwise than the reference's", line, True)
    return None


def between(view: View) -> Departure | None:
    """The stretch from the last value that the reference has to the first that it has not."""
    last_good: Site | None = None
    for passes in view.attempt:
        if all(view.theirs.has(value) for value in passes.values):
            last_good = passes.site
            continue
        first, last = (last_good or passes.site).statement, passes.site.line
        if first > last:
            first = last
        words = "from here on values are not the reference's"
        if first < last:
            words = f"between lines {first} and {last} values leave the reference's"
        return Departure(last, words, end_line=None, level=1)
    return None
