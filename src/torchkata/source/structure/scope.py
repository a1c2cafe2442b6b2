"""Two functions side by side, and whose names are whose."""

from collections import Counter
from dataclasses import dataclass, field

from torchkata.source.structure.names import likeness
from torchkata.source.structure.pairing import Likenesses, Pairs, by_value
from torchkata.source.structure.places import beside, skeleton
from torchkata.source.structure.term import Term, leaves_changed
from torchkata.source.structure.units import Unit

CHANGED = 0.97  # the most that two different units are alike


@dataclass(slots=True)
class Scope:
    """A function of the reference beside one of the attempt."""

    name: str
    reference: list[Unit]
    attempt: list[Unit]
    owner: str  # the attempt's class, "" outside of one
    pairs: Pairs = field(default_factory=dict)
    likeness: Likenesses = field(default_factory=dict)


@dataclass(slots=True)
class Renaming:
    """Whose definitions, attributes and names the attempt's are, as far as is known."""

    defined: dict[str, str] = field(default_factory=dict)  # "@7" of the attempt -> the reference's
    attributes: dict[tuple[str, str], str] = field(default_factory=dict)  # with the class
    names: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)  # reference: what a name stood for before
    own_before: dict[str, str] = field(default_factory=dict)  # the same of the attempt
    spelled: dict[str, str] = field(default_factory=dict)  # "@7" -> "scores", the reference's
    own_spelled: dict[str, str] = field(default_factory=dict)

    def reference(self, term: Term) -> Term:
        """A term of the reference, where a definition that is not there is the one before it."""
        present = set(self.defined.values())

        def leaf(op: str) -> str:
            while op.startswith("@") and op not in present:
                op = self.before.get(op) or f"name:{self.spelled[op]}"
            return op

        return leaves_changed(term, leaf)

    def attempt(self, term: Term, owner: str) -> Term:
        """A term of the attempt in the reference's names."""

        def leaf(op: str) -> str:
            while op.startswith("@") and op not in self.defined:
                op = self.own_before.get(op) or f"name:{self.own_spelled[op]}"
            if op.startswith("self."):
                return self.attributes.get((owner, op), op)
            return self.defined.get(op) or self.names.get(op, op)

        return leaves_changed(term, leaf)


def settle_parts(scope: Scope) -> None:
    """Parts of one value, taken apart on one line, may be in any order: their uses tell which."""
    votes: Counter[tuple[str, str]] = Counter()
    for i, j in scope.pairs.items():
        votes.update(beside(scope.reference[i].value, scope.attempt[j].value))
    lines: dict[tuple[int, int, Term], list[tuple[int, int]]] = {}
    for i, j in scope.pairs.items():
        unit, own = scope.reference[i], scope.attempt[j]
        if unit.target.startswith("@") and skeleton(unit.value) == skeleton(own.value):
            lines.setdefault((unit.line, own.line, skeleton(unit.value)), []).append((i, j))
    for pairs in lines.values():
        if len(pairs) > 1:
            values = {
                (i, j): votes[unit.target, own.target] + likeness(unit.name, own.name)
                for i, unit in ((i, scope.reference[i]) for i, _ in pairs)
                for j, own in ((j, scope.attempt[j]) for _, j in pairs)
            }
            scope.pairs |= by_value(values)
            for pair in values:
                scope.likeness.setdefault(pair, CHANGED)
