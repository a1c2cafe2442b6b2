"""Both recordings beside each other, and what can be tried with them."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import islice

from torchkata.coach.innocent import innocent, right_runs, suspects_first
from torchkata.coach.known import Known, Passes
from torchkata.coach.plans import (
    Finding,
    Sought,
    by_site,
    plan,
    repeats,
    with_inputs,
    without_tests,
)
from torchkata.coach.turns import turns
from torchkata.coach.values import Array, is_all_same
from torchkata.coach.wording import odd_statements
from torchkata.contracts import Evidence, Recording, Site

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
    def good(self) -> frozenset[tuple[object, ...]]:
        """Signatures of values that right ones are made of.

        Where all that is wrong in the end is a layout, values are right in every layout, and so
        tell nothing.
        """
        last = self.attempt[-1].values[-1] if self.attempt else None
        if last is not None and self.theirs.has(last) and not self.theirs.has_exactly(last):
            return frozenset()
        return innocent(self.evidence.attempt, self.theirs)

    @cached_property
    def right_runs(self) -> frozenset[tuple[int, int]]:
        """Statements, and which time each was passed, that gave what is right."""
        return right_runs(self.evidence.attempt, self.theirs, self.good)

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
        return list(islice(plan(suspects_first(self.steps, self.good), self.sought), MOST_REPAIRS))

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
        found.sort(key=lambda f: not (f.is_swap or f.belongs.site.statement in lacking))
        return found

    def first_help(self, plans: Sequence[Finding]) -> Finding | None:
        """The first repair that makes the output right."""
        outcome = self.evidence.try_out([finding.repair for finding in plans])
        return next((f for f, helps in zip(plans, outcome, strict=False) if helps), None)

    def is_wrong_use(self, site: Site) -> bool:
        """Whether a right value stands where the reference has none that says so.

        Where it is all that a statement computes, a step is missing instead.
        """
        is_in_part = site.is_name or not site.is_whole
        return site.statement in self.odd and is_in_part and not site.is_bound

    def after(self, passes: Passes) -> list[Passes]:
        """What the attempt computes later."""
        return self.attempt[self.attempt.index(passes) + 1 :]

    def is_given_back(self, found: Finding) -> bool:
        """Whether the reference goes on in a function that gets the value from another one."""
        text = self.evidence.texts[1]
        same = [p.site for p in self.reference if is_all_same(p.values, found.at.values)]
        homes = [heading(text, site.line) for site in same]
        goes_on = heading(text, found.belongs.site.line)
        return goes_on in homes and homes[0] != goes_on

    def is_surplus(self, passes: Passes) -> bool:
        """Whether the attempt computes these values at more places than the reference."""
        counts = [
            sum(not p.site.is_name and is_all_same(p.values, passes.values) for p in side)
            for side in (self.attempt, self.reference)
        ]
        is_made = passes.values[0].ndim and not passes.site.is_name
        return bool(is_made) and counts[0] > counts[1]


def heading(text: str, line: int) -> int:
    """The line on which the function begins that a line stands in; 0 for none."""
    lines = text.splitlines()[:line]
    begun = (n for n, t in enumerate(lines, start=1) if t.lstrip().startswith("def "))
    return max(begun, default=0)


def first_operands(recording: Recording) -> Iterator[tuple[Site, Array]]:
    """The tensors that statements read by name, as they were at first."""
    yield from operands_at(recording, 0)


def operands_at(
    recording: Recording, time: int, *, with_numbers: bool = False
) -> Iterator[tuple[Site, Array]]:
    """The same as they were after so many times; with what is one number and no whole one."""
    for event in recording.events:
        site = recording.sites[event.site]
        is_asked = event.value.ndim or (with_numbers and event.value.dtype.kind == "f")
        if event.occurrence == time and site.is_operand and is_asked:
            yield site, event.value


@cache
def is_lookup(text: str) -> bool:
    """Whether an expression takes something out of a table, and does nothing else."""
    return text.endswith("]") and isinstance(
        ast.parse(f"({text})", mode="eval").body, ast.Subscript
    )
