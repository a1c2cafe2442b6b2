"""Parts of an attempt that are built otherwise than the reference's, or do nothing."""

import ast
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from torchkata.coach.known import Key, Passes, exactly
from torchkata.coach.plans import Finding, by_site, fitted, without_tests
from torchkata.coach.values import is_all_same
from torchkata.coach.view import MOST_REPAIRS, View
from torchkata.coach.words import what_differs
from torchkata.contracts import Departure, Evidence, Site


def odd_part(parts: Sequence[str], evidence: Evidence, site: Site) -> tuple[str, int] | None:
    """Where a part is built whose parameters cannot be the reference's, if the site uses it."""
    for odd in parts:
        name = f"self.{odd.split('.')[0]}"
        line = evidence.attempt.made(name, site.line)
        if name in site.text and line is not None:
            return name, line
    return None


def wrongly_built(view: View, found: Finding) -> tuple[str, int] | None:
    """Where a part is built that gives a wrong value for what is right to give it."""
    site = found.at.site
    name = called_part(site.text)
    recording = view.evidence.attempt
    line = recording.made(name or "", site.line)
    if name is None or line is None or view.theirs.has_all(found.at):
        return None
    if any(called_part(s.text) == name and s.id != site.id for s in recording.sites):
        return None  # it plays two roles: one of them is another part's
    seen = without_tests(by_site(view.evidence.attempt, operands_of=(site.statement,)))
    operands = [p for p in seen if is_inside(p.site, site) and p.values[0].ndim]
    if not all(map(view.theirs.has, (value for p in operands for value in p.values))):
        return None  # it may be right, and given what is wrong
    others = [p for p in view.reference if p.values[0].ndim]
    plans = [
        Finding(passes, wanted, values)
        for passes in operands
        for wanted in others
        if len(wanted.values) == len(passes.values)
        for values in fitted(passes, wanted, regrouped=True)
    ]
    return None if view.first_help(plans[:MOST_REPAIRS]) is not None else (name, line)


def reads_surplus(view: View, line: int) -> bool:
    """Whether a statement is given an attribute as it was built, and the reference builds fewer.

    The mistake may be where the attribute is made, then.
    """
    sites, events = view.evidence.attempt.sites, view.evidence.attempt.events
    odd = surplus(view.evidence)
    return any(sites[e.site].statement == line and exactly(e.value) in odd for e in events)


def surplus(evidence: Evidence) -> set[Key]:
    """What attributes hold as it was built, where the reference builds fewer tensors like it."""
    ours, theirs = evidence.attempt, evidence.reference
    counts = [Counter(exactly(e.value) for e in r.building if e.value.ndim) for r in (ours, theirs)]
    more = counts[0] - counts[1]
    built = {(ours.sites[e.site].statement, exactly(e.value)) for e in ours.building}
    reads = ((ours.sites[event.site], exactly(event.value)) for event in ours.events)
    return {
        value
        for site, value in reads
        if value in more and (ours.made(site.text, site.line), value) in built
    }


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


def idle_part(view: View, found: Finding) -> Departure | None:
    """A part that gives back what it is given, where another value is needed."""
    evidence = view.evidence
    for passes in view.after(found.at) if view.theirs.has_all(found.at) else ():
        site = passes.site
        name = called_part(site.text)
        line = evidence.attempt.made(name or "", site.line)
        if name and line and is_given_back(view, passes, found):
            words = what_differs(found.at.values, found.wanted, evidence, view.ours)
            said = f"{name} changes nothing on line {site.line}: {words}"
            is_it = view.first_help([replace(found, at=passes)]) is not None
            return Departure(line, said, line, verified=True) if is_it and evidence.train else None
    return None


def is_given_back(view: View, passes: Passes, found: Finding) -> bool:
    """Whether a call gives a value back that it is given, and not one that it has made."""
    if not is_all_same(passes.values, found.at.values):
        return False
    seen = by_site(view.evidence.attempt, operands_of=(passes.site.statement,))
    given = (p.values for p in seen if is_inside(p.site, passes.site))
    return any(is_all_same(values, passes.values) for values in given)
