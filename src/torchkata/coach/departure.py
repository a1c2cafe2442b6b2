"""The first line that leaves the reference, verified by repair.

Values alone mislead: a right value can stand where another one belongs, and after a first wrong
line all are wrong. So the reference's values are put into the attempt, one at a time, from its
first expression on, and the attempt runs on: the earliest place where that makes the whole output
right is where it goes wrong.
"""

from dataclasses import replace

from torchkata.coach.built import idle_part, reads_surplus
from torchkata.coach.cut import cut_off
from torchkata.coach.doubt import between, honest, sober, stopped, unsure
from torchkata.coach.filled import as_filled
from torchkata.coach.known import Known
from torchkata.coach.lying import left_lying, left_out
from torchkata.coach.mending import Search, origins, unknown
from torchkata.coach.plans import Finding
from torchkata.coach.saying import difference, first_without, said
from torchkata.coach.values import Array, is_all_same, is_same
from torchkata.coach.view import View, is_lookup, operands_at
from torchkata.contracts import Departure, Evidence, Recording, Site

LONGEST = 10  # lines of a stretch over two functions that still helps


def first_departure(evidence: Evidence) -> Departure | None:
    """Where the attempt goes wrong; None where nothing that was recorded tells."""
    cut = cut_off(evidence)
    if cut is not None or evidence.is_alike:
        return cut
    view = View(evidence)
    search = Search(view)
    forgotten = search.forgotten() or left_out(evidence)
    if forgotten is not None:
        return forgotten
    helped = view.first_help(view.odd_plans()) or view.first_help(view.plans())
    found = found_by_repair(view, helped)
    if found is not None:
        found = at_its_number(view, found)
    is_weak = evidence.is_bare and helped is not None and len(helped.at.values) > 1
    is_weak = is_weak or (evidence.is_common and helped is not None and not helped.words)
    filled = None if found is None else as_filled(view, helped, found)
    is_last = found is not None and filled is None and is_settled(view, helped, found)
    if found is not None and is_last and not is_weak and is_where_built(evidence, found):
        return found
    first = list(evidence.attempt.callers)
    if found is not None:
        first = [found.line, *first] if begins_at(view, found) else [*origins(view), *first]
    change = search.mended(first, chosen=found.line if found and is_choice(helped) else None)
    if change is not None:
        return change if found is None else with_words(view, helped, change, found)
    if filled is not None:
        return filled
    if found is not None and not is_weak and is_proven(view, helped, found):
        return found
    if evidence.is_related and not is_weak:
        return found if is_last else sober(left_lying(evidence) or honest(view, helped, found))
    told = left_lying(evidence) or (found if is_last else honest(view, helped, found))
    return None if told is None else sober(replace(told, verified=False))


def is_choice(helped: Finding | None) -> bool:
    """Whether a repair gives a condition other answers."""
    return helped is not None and helped.at.site.is_test


def is_where_built(evidence: Evidence, found: Departure) -> bool:
    """Whether it is on a line that builds, where too much is built, or too little."""
    return evidence.is_sized or found.line in evidence.attempt.making


def is_settled(view: View, helped: Finding | None, found: Departure) -> bool:
    """Whether no change has to be looked for: no other line can be meant."""
    if helped is not None and reads_surplus(view, helped.at.site.statement):
        return False
    lacks = lacks_step(view, helped, found)
    if begins_at(view, found) and (lacks or is_proven(view, helped, found)):
        return True
    is_next = helped is not None and lacks and is_alone(view, helped)
    return helped is not None and is_next and is_given_right(view, helped)


def is_proven(view: View, helped: Finding | None, found: Departure) -> bool:
    """Whether there is a repair that tells."""
    return helped is not None and tells(view, helped, found)


def with_words(
    view: View, helped: Finding | None, change: Departure, found: Departure
) -> Departure:
    """The line of a change, with what was found there by values, or what it has made wrong."""
    if found.level == 1:
        return change
    if found.line <= change.line <= (found.end_line or found.line):
        found = found if is_proven(view, helped, found) else unsure(found)
        return replace(found, line=change.line, end_line=change.end_line, verified=True)
    attributes = view.evidence.attempt.attributes
    name = next((name for name, line in attributes.items() if line == found.line), "")
    if not found.message.startswith(f"{name} holds"):
        return change
    return replace(change, message=f"{change.message}; on line {found.line} {found.message}")


def begins_at(view: View, found: Departure) -> bool:
    """Whether no value before is another than the reference's."""
    first = next(unknown(view), found.line)
    return found.line <= first <= (found.end_line or found.line) or first > found.line


def tells(view: View, helped: Finding, found: Departure) -> bool:
    """Whether a repair tells where the mistake is, and not only where it can be undone.

    What its statement is given has to be right, or the mistake may be on any line before.
    """
    if helped.words or found.line in view.evidence.attempt.making:
        return bool(helped.words)
    if any(map(view.theirs.has_exactly, helped.at.values)):  # all of them, or it was right once
        return False
    return is_given_right(view, helped)


def is_alone(view: View, helped: Finding) -> bool:
    """Whether nothing but the statement of a repair was at work from its beginning to its end."""
    recording = view.evidence.attempt
    statements = [recording.sites[event.site].statement for event in recording.events]
    own = [i for i, line in enumerate(statements) if line == helped.at.site.statement]
    return bool(own) and len(own) == own[-1] - own[0] + 1


def is_given_right(view: View, helped: Finding) -> bool:
    """Whether all that the statement of a repair is given is the reference's, the first time that
    it makes something else of it.
    """
    recording = view.evidence.attempt
    line = helped.at.site.statement
    is_layout = helped.at.values[0].shape != helped.belongs.values[0].shape
    is_layout = is_layout or all(map(view.theirs.has, helped.at.values))
    is_known = view.theirs.has_exactly if is_layout else view.theirs.has
    passes = enumerate(helped.at.values)
    time = next((number for number, value in passes if not view.theirs.has(value)), 0)
    given = operands_at(recording, time, with_numbers=True)
    operands = [v for site, v in given if site.statement == line]
    if not operands and next(unknown(view), line) != line:  # it may be given a list
        return False
    if not all(map(is_known, (*operands, *looked_up(recording, line)))):
        return False
    return all(map(view.theirs.has, called_meanwhile(recording, helped.at.site)))


def lacks_step(view: View, helped: Finding | None, found: Departure | None) -> bool:
    """Whether a value is right, and what the reference makes of it is what belongs there."""
    if helped is None or found is None:
        return False
    is_built = found.line in view.evidence.attempt.making
    return not is_built and view.theirs.has_all(helped.at)


def looked_up(recording: Recording, line: int) -> list[Array]:
    """What a statement takes out of tables."""
    sites, events = recording.sites, recording.events
    known = {sites[e.site].text for e in events if sites[e.site].is_operand}
    is_from = [
        s.statement == line and is_lookup(s.text) and s.text.partition("[")[0] not in known
        for s in sites
    ]
    return [e.value for e in events if is_from[e.site] and e.value.ndim]


def called_meanwhile(recording: Recording, site: Site) -> list[Array]:
    """What other statements gave while the statement of a site was at work: functions it calls."""
    events = recording.events
    places = [
        i for i, e in enumerate(events) if recording.sites[e.site].statement == site.statement
    ]
    last = next((i for i in places if events[i].site == site.id), None)
    if last is None:
        return []
    within = events[places[0] : last]
    return [e.value for e in within if recording.sites[e.site].statement != site.statement]


def at_its_number(view: View, found: Departure) -> Departure:
    """For a line of __init__ that uses a number which the reference never has: where that is."""
    recording = view.evidence.attempt
    if found.line not in recording.making:
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


def found_by_repair(view: View, helped: Finding | None) -> Departure | None:
    """The earliest place where a value of the reference makes the output right."""
    evidence = view.evidence
    if helped is None:
        return stopped(view) if evidence.has_raised else between(view)
    if view.theirs.has_all(helped.at) and not (helped.words or view.is_wrong_use(helped.at.site)):
        again = repeated(view, helped) if view.is_surplus(helped.at) else None
        if again is not None:
            return replace(again, reference_line=helped.belongs.site.line)
        helped = helped if view.is_surplus(helped.at) else better_place(view, helped)
    found = said(view, helped)
    is_built = found.line in evidence.attempt.making
    return found if is_built else replace(found, reference_line=helped.belongs.site.line)


def repeated(view: View, found: Finding) -> Departure | None:
    """After a right value that comes up once too often: up to where it does, if that is later."""
    for passes in view.after(found.at):
        again = not passes.site.is_name and is_all_same(passes.values, found.at.values)
        is_near = are_together(view, found.at.site, passes.site)
        again = again and (is_near or 0 < passes.site.line - found.at.site.line < LONGEST)
        if again and view.first_help([replace(found, at=passes)]) is not None:
            idle = idle_part(view, found)
            if idle is not None:
                return idle
            words = difference(view, found)
            site = found.at.site  # where one function gives a value to another, either may lack it
            first = first_without(view, found) if is_near else site.line
            return Departure(first, words, max(first, passes.site.line), verified=True)
    return None


def better_place(view: View, found: Finding) -> Finding:
    """After a right value: the first wrong one that the same repair mends, or where it is last."""
    later = view.after(found.at)
    shape = found.values[0].shape
    wrong = [p for p in later if not view.theirs.has_all(p)]
    alike = [p for p in wrong if p.values[0].shape == shape and len(p.values) == len(found.values)]
    is_given = view.is_given_back(found)
    same = [
        p
        for p in later
        if is_all_same(p.values, found.at.values)
        and (is_given or p.site.is_name or are_together(view, found.at.site, p.site))
    ]
    for passes in [*alike[:1], *reversed(same)]:
        moved = replace(found, at=passes)
        if view.first_help([moved]) is not None:
            return moved
    return found


def are_together(view: View, one: Site, other: Site) -> bool:
    """Whether a place follows another one in the same function."""
    between = view.evidence.texts[0].splitlines()[one.line : other.line]
    heads = ("def ", "class ")
    return one.line <= other.line and not any(t.lstrip().startswith(heads) for t in between)
