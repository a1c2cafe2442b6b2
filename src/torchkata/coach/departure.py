"""The first line that leaves the reference, verified by repair.

Values alone mislead: a right value can stand where another one belongs, and after a first wrong
line all are wrong. So the reference's values are put into the attempt, one at a time, from its
first expression on, and the attempt runs on: the earliest place where that makes the whole output
right is where it goes wrong.
"""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from torchkata.coach.plans import (
    Finding,
    Known,
    Passes,
    Sought,
    by_site,
    fitted,
    plan,
    repeats,
    with_inputs,
    without_tests,
)
from torchkata.coach.turns import turns
from torchkata.coach.values import Array, is_all_same, is_same
from torchkata.coach.wording import odd_statements
from torchkata.coach.words import what_differs
from torchkata.contracts import Departure, Evidence, Recording, Site

MOST_REPAIRS = 200


class View:
    """Both recordings, by sites, and what each of them knows."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.steps = by_site(evidence.attempt, operands_of=(evidence.attempt.stopped,))
        self.attempt = without_tests(self.steps)
        self.reference = with_inputs(evidence.reference)
        self.ours = Known([value for passes in self.attempt for value in passes.values])
        self.theirs = Known([event.value for event in evidence.reference.events])
        self.odd = odd_statements(evidence.attempt, evidence.reference)

    @cached_property
    def sought(self) -> Sought:
        """What there is to try."""
        missing = [p for p in self.reference if not self.ours.has_all(p)]
        missing.sort(key=lambda p: all(map(self.ours.has, p.values)))
        present = [p for p in self.reference if not any(p is other for other in missing)]
        recording, groups = self.evidence.attempt, (missing, present)
        turned = turns(self.steps, by_site(self.evidence.reference))
        again = repeats(self.attempt, groups)
        is_stopped = recording.stopped is not None
        return Sought(groups, self.theirs, turned, again, recording.sites, is_stopped)

    def plans(self) -> list[Finding]:
        """What to try, in order."""
        return list(islice(plan(self.steps, self.sought), MOST_REPAIRS))

    def odd_plans(self) -> list[Finding]:
        """What to try in statements that the reference has not, and that get what they should."""
        wrong = {
            site.statement
            for site, value in first_operands(self.evidence.attempt)
            if site.statement in self.odd and not self.theirs.has(value)
        }
        odd = self.odd - wrong
        steps = [passes for passes in self.steps if passes.site.statement in odd]
        found = list(islice(plan(steps, self.sought), MOST_REPAIRS))
        lacking = odd_statements(self.evidence.reference, self.evidence.attempt)
        found.sort(key=lambda finding: finding.belongs.site.statement not in lacking)
        return found

    def first_help(self, plans: Sequence[Finding]) -> Finding | None:
        """The first repair that makes the output right."""
        outcome = self.evidence.try_out([finding.repair for finding in plans])
        return next((f for f, helps in zip(plans, outcome, strict=False) if helps), None)

    def after(self, passes: Passes) -> list[Passes]:
        """What the attempt computes later."""
        return self.attempt[self.attempt.index(passes) + 1 :]

    def is_surplus(self, passes: Passes) -> bool:
        """Whether the attempt computes these values at more places than the reference."""
        counts = [
            sum(not p.site.is_name and is_all_same(p.values, passes.values) for p in side)
            for side in (self.attempt, self.reference)
        ]
        is_made = passes.values[0].ndim and not passes.site.is_name
        return bool(is_made) and counts[0] > counts[1]


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
    helped = view.first_help(view.odd_plans())
    if helped is not None:
        found = said(view, helped)
        return replace(found, reference_line=helped.belongs.site.line)
    helped = view.first_help(view.plans())
    if helped is None:
        return stopped(view) if evidence.has_raised else between(view)
    if view.theirs.has_all(helped.at) and not helped.words:
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


def first_operands(recording: Recording) -> Iterator[tuple[Site, Array]]:
    """The tensors that statements read by name, as they were at first."""
    for event in recording.events:
        site = recording.sites[event.site]
        if event.occurrence == 0 and site.is_operand and event.value.ndim:
            yield site, event.value


def following(view: View, site: Site) -> int:
    """The line of the statement after a site's."""
    statements = view.evidence.attempt.statements
    return min((line for line in statements if line > site.end_line), default=site.line)


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


def said(view: View, found: Finding) -> Departure:
    """The line and the words. After a right value, what is missing may be a line of its own."""
    site, evidence = found.at.site, view.evidence
    if found.words:
        return Departure(site.line, found.words, site.end_line, verified=True)
    recording = evidence.attempt
    made = recording.attributes.get(site.text)
    is_right = view.theirs.has_all(found.at)
    has_shape = found.at.values[0].shape == found.values[0].shape
    is_odd = any(odd.partition(".")[0] == site.text.removeprefix("self.") for odd in evidence.odd)
    if made is not None and (found.together or (not is_right and (has_shape or is_odd))):
        what = "another number" if found.at.values[0].ndim == 0 else "other values"
        return Departure(made, f"{site.text} holds {what} than the reference's", made, True)
    idle = idle_part(view, found)
    if idle is not None:
        return idle
    built = odd_part(evidence.odd, evidence, site) or wrongly_built(view, found)
    if built is not None:
        name, line = built
        return Departure(
            line, f"{name} is built otherwise than the reference's", line, verified=True
        )
    same_shape = found.at.values[0].shape == found.belongs.values[0].shape
    if site.statement in view.odd:
        words = what_differs(found.at.values, found.belongs.values, evidence, view.ours)
        return Departure(site.line, words, site.end_line, verified=True)
    place, is_plain = site.line, site.is_name and is_right and same_shape
    found = at_its_maker(view, found)
    site = found.at.site
    words = what_differs(found.at.values, found.belongs.values, evidence, view.ours)
    if is_followed(view, found) or (is_plain and not site.is_name):
        first = following(view, site)
        wrong = (p.site.statement for p in view.after(found.at) if not view.theirs.has_all(p))
        last = recording.stopped if evidence.has_raised else next(wrong, place)
        return Departure(first, words, max(first, last or first), verified=True)
    return Departure(site.line, words, site.end_line, verified=True)


def at_its_maker(view: View, found: Finding) -> Finding:
    """For a name that holds another layout than is needed: where it got that value."""
    is_right = view.theirs.has_all(found.at)
    same = found.at.values[0].shape == found.belongs.values[0].shape
    if not found.at.site.is_name or (same and not is_right):
        return found
    before = view.attempt[: view.attempt.index(found.at)]
    for passes in reversed(before):
        makes = passes.site.is_whole or not passes.site.is_name
        if makes and is_all_same(passes.values, found.at.values):
            return replace(found, at=passes)
    return found


def is_followed(view: View, found: Finding) -> bool:
    """Whether the value is right, and what has to come next is a statement in the reference."""
    site, values = found.at.site, found.at.values
    if site.is_name or not site.is_whole or not view.theirs.has_all(found.at):
        return False
    if not values[0].ndim:
        return False
    if view.is_surplus(found.at):
        return False
    same = {p.site.statement for p in view.reference if is_all_same(p.values, values)}
    return found.belongs.site.statement not in same


def idle_part(view: View, found: Finding) -> Departure | None:
    """A part that gives back what it is given, where another value is needed."""
    evidence = view.evidence
    for passes in view.after(found.at) if view.theirs.has_all(found.at) else ():
        site = passes.site
        name = called_part(site.text)
        line = evidence.attempt.attributes.get(name or "")
        if name and line and is_all_same(passes.values, found.at.values):
            words = what_differs(found.at.values, found.belongs.values, evidence, view.ours)
            said = f"{name} changes nothing on line {site.line}: {words}"
            is_it = view.first_help([replace(found, at=passes)]) is not None
            return Departure(line, said, line, verified=True) if is_it and evidence.train else None
    return None


def odd_part(parts: Sequence[str], evidence: Evidence, site: Site) -> tuple[str, int] | None:
    """Where a part is built whose parameters cannot be the reference's, if the site uses it."""
    for odd in parts:
        name = f"self.{odd.split('.')[0]}"
        if name in site.text and name in evidence.attempt.attributes:
            return name, evidence.attempt.attributes[name]
    return None


def wrongly_built(view: View, found: Finding) -> tuple[str, int] | None:
    """Where a part is built that gives a wrong value for what is right to give it."""
    site = found.at.site
    name = called_part(site.text)
    recording = view.evidence.attempt
    line = recording.attributes.get(name or "")
    if name is None or line is None or view.theirs.has_all(found.at):
        return None
    if any(called_part(s.text) == name and s.id != site.id for s in recording.sites):
        return None  # it plays two roles: one of them is another part's
    seen = without_tests(by_site(view.evidence.attempt, operands_of=(site.statement,)))
    operands = [p for p in seen if is_inside(p.site, site) and p.values[0].ndim]
    others = [p for p in view.reference if p.values[0].ndim]
    plans = [
        Finding(passes, wanted, values)
        for passes in operands
        for wanted in others
        if len(wanted.values) == len(passes.values)
        for values in fitted(passes, wanted, regrouped=False)
    ]
    return None if view.first_help(plans[:MOST_REPAIRS]) is not None else (name, line)


def is_inside(part: Site, whole: Site) -> bool:
    """Whether one expression of a statement is a part of another."""
    same = part.statement == whole.statement
    return same and part.id != whole.id and part.text in whole.text


def called_part(text: str) -> str | None:
    """`self.NAME` where an expression is a call of it, or of one of its items."""
    try:
        node = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        return None
    function = node.func if isinstance(node, ast.Call) else None
    while isinstance(function, ast.Subscript):
        function = function.value
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"self.{function.attr}" if function.value.id == "self" else None
    return None


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
