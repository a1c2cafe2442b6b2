"""What is said of a repair that helped: on which line, and in which words."""

from dataclasses import replace

from torchkata.coach.built import idle_part, odd_part, wrongly_built
from torchkata.coach.plans import Finding
from torchkata.coach.values import is_all_same, is_same
from torchkata.coach.view import View
from torchkata.coach.words import ANOTHER, BEFORE, BUILT, MISSING, OTHER, what_differs
from torchkata.contracts import Departure, Site


def said(view: View, found: Finding) -> Departure:
    """The line and the words. After a right value, what is missing may be a line of its own."""
    site, evidence = found.at.site, view.evidence
    if found.words:
        return Departure(site.line, found.words, site.end_line, verified=True)
    recording = evidence.attempt
    made = recording.made(site.text, site.line)
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
        return Departure(line, f"{name}{BUILT}", line, verified=True)
    same_shape = found.at.values[0].shape == found.belongs.values[0].shape
    if site.statement in view.odd and (view.is_wrong_use(site) or not is_right):
        return Departure(site.line, difference(view, found), site.end_line, verified=True)
    place, is_plain = site.line, site.is_name and is_right and same_shape
    found = at_its_maker(view, found)
    site = found.at.site
    words = difference(view, found)
    if is_followed(view, found) or (is_plain and (site.is_bound or not site.is_name)):
        first = first_without(view, found)
        wrong = (p.site.statement for p in view.after(found.at) if not view.theirs.has_all(p))
        last = recording.stopped if evidence.has_raised else next(wrong, place)
        if evidence.has_raised and last is not None:  # no line after it was run
            first = min(first, last)
        return Departure(first, words, max(first, last or first), verified=True)
    return Departure(site.line, words, site.end_line, verified=True)


def difference(view: View, found: Finding) -> str:
    """What is wrong with a value, beside what belongs there in the layout that it has."""
    words = what_differs(found.at.values, found.wanted, view.evidence, view.ours)
    if words != OTHER + BEFORE or not view.theirs.has_all(found.at):
        return words
    return MISSING if goes_on(view, found) else ANOTHER


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


def first_without(view: View, found: Finding) -> int:
    """The first line that a step may be missing on, after a value that is right somewhere.

    The line after it, if another statement of the reference takes it from there; else the value
    may have been meant to be another one, and its own line is where it is made.
    """
    site, values = found.at.site, found.at.values
    made = {p.site.statement for p in view.reference if is_all_same(p.values, values)}
    is_next = goes_on(view, found) and made != {found.belongs.site.statement}
    return following(view, site) if is_next else site.line


def goes_on(view: View, found: Finding) -> bool:
    """Whether the reference makes what belongs there of the value that is there."""
    recording, wanted = view.evidence.reference, found.belongs.site.statement
    return any(
        recording.sites[event.site].statement == wanted and is_same(event.value, found.at.values[0])
        for event in recording.events
    )


def following(view: View, site: Site) -> int:
    """The line of the statement after a site's."""
    statements = view.evidence.attempt.statements
    return min((line for line in statements if line > site.end_line), default=site.line)
