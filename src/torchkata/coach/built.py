"""Parts of an attempt that are built otherwise than the reference's, or do nothing."""

import ast
from collections.abc import Sequence
from dataclasses import replace

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


def idle_part(view: View, found: Finding) -> Departure | None:
    """A part that gives back what it is given, where another value is needed."""
    evidence = view.evidence
    for passes in view.after(found.at) if view.theirs.has_all(found.at) else ():
        site = passes.site
        name = called_part(site.text)
        line = evidence.attempt.made(name or "", site.line)
        if name and line and is_all_same(passes.values, found.at.values):
            words = what_differs(found.at.values, found.wanted, evidence, view.ours)
            said = f"{name} changes nothing on line {site.line}: {words}"
            is_it = view.first_help([replace(found, at=passes)]) is not None
            return Departure(line, said, line, verified=True) if is_it and evidence.train else None
    return None
