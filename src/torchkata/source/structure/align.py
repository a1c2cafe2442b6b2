"""Which unit of an attempt stands for which of the reference."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from torchkata.source.structure.agree import agree
from torchkata.source.structure.counterparts import counterparts
from torchkata.source.structure.names import likeness
from torchkata.source.structure.term import Term, bag, blurred, leaves_changed
from torchkata.source.structure.units import Side, Unit

ROUNDS = 4
ALIKE = 0.42  # from which on two units may stand for each other
HEAVIEST = 12.0  # a longer line draws no more than this
CHANGED = 0.97  # the most that two different units are alike
ANY_ORDER = ("__init__", "reset_parameters")
NAME_COUNTS = 0.1
PARENT_COUNTS = 0.05
SETTING = 0.6  # what a line that sets an attribute says of it, beside one that uses it

Votes = dict[tuple[str, str, str, str], float]  # own class and name, the reference's
Pairs = dict[int, int]  # index in the reference's function -> in the attempt's


@dataclass(slots=True)
class Scope:
    """A function of the reference beside one of the attempt."""

    name: str
    reference: list[Unit]
    attempt: list[Unit]
    owner: str  # the attempt's class, "" outside of one
    pairs: Pairs = field(default_factory=dict)
    likeness: dict[tuple[int, int], float] = field(default_factory=dict)


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


class Alignment:
    """Pairs units until the pairs and the names that follow from them agree."""

    def __init__(self, reference: Side, attempt: Side, target: str) -> None:
        self.functions = counterparts(list(reference.functions), list(attempt.functions), target)
        self.scopes = [
            Scope(name, units, attempt.functions.get(own, []), own.rpartition(".")[0])
            for name, units in reference.functions.items()
            for own in [self.functions.get(name, "?")]
        ]
        self.unmatched = [
            units
            for name, units in attempt.functions.items()
            if name not in self.functions.values()
        ]
        self.known = self.names(reference, attempt)
        self.bags: dict[int, Counter[str]] = {}
        self.run()

    def names(self, reference: Side, attempt: Side) -> Renaming:
        """What is known of names before anything is paired."""
        known = Renaming()
        for name, own in self.functions.items():
            known.names[f"name:{own}"] = f"name:{name}"
        for part, before, spelled in (
            (reference, known.before, known.spelled),
            (attempt, known.own_before, known.own_spelled),
        ):
            for units in part.functions.values():
                before |= {u.target: u.previous for u in units if u.previous}
                spelled |= {u.target: u.name for u in units if u.target.startswith("@")}
        return known

    def run(self) -> None:
        """Pair, learn the names, pair again."""
        before: list[Pairs] = []
        for _ in range(ROUNDS):
            for scope in self.scopes:
                self.pair(scope)
                self.learn_definitions()
            self.learn_attributes()
            found = [dict(scope.pairs) for scope in self.scopes]
            if found == before:
                break
            before = found

    def pair(self, scope: Scope) -> None:
        """The pairs of one function under the names that are known."""
        wanted = [self.known.reference(unit.value) for unit in scope.reference]
        mine = [self.known.attempt(unit.value, scope.owner) for unit in scope.attempt]
        bags = [bag(term, str) for term in wanted], [bag(term, str) for term in mine]
        scope.likeness = {}
        values: dict[tuple[int, int], float] = {}
        parents = {
            scope.reference[i].parent: scope.attempt[j].parent for i, j in scope.pairs.items()
        }
        for i, unit in enumerate(scope.reference):
            for j, own in enumerate(scope.attempt):
                if unit.kind != own.kind:
                    continue
                if agree(wanted[i], mine[j]):
                    alike = self.exact(unit, own, scope)
                else:
                    alike = self.alike(unit, own, bags[0][i], bags[1][j])
                if alike >= ALIKE:
                    scope.likeness[i, j] = alike
                    near = likeness(unit.name, own.name) if unit.name and own.name else 0.0
                    near = NAME_COUNTS * near + PARENT_COUNTS * (
                        parents.get(unit.parent) == own.parent
                    )
                    values[i, j] = (alike + near) * min(unit.weight + 1, HEAVIEST)
        size = len(scope.reference), len(scope.attempt)
        is_set = scope.name.rpartition(".")[2] in ANY_ORDER
        scope.pairs = by_value(values) if is_set else in_order(values, *size)
        self.add_moved(scope, values)
        settle_parts(scope)

    def exact(self, unit: Unit, own: Unit, scope: Scope) -> float:
        """1 where equal values go to the same attribute too, as far as that is known."""
        if unit.kind == "argument":
            return 1.0 if unit.name == own.name else 0.9
        if not unit.target.startswith("self.") or not own.target.startswith("self."):
            return 1.0 if unit.target[:1] == own.target[:1] else 0.9
        known = self.known.attributes.get((scope.owner, own.target), unit.target)
        return 1.0 if known == unit.target else 0.95

    def same(self, scope: Scope) -> set[int]:
        """The reference's units whose counterparts say the same, now that the names are known."""
        found = set()
        for i, j in scope.pairs.items():
            unit, own = scope.reference[i], scope.attempt[j]
            value = self.known.reference(unit.value)
            if unit.kind == "argument" or (
                agree(value, self.known.attempt(own.value, scope.owner))
                and self.exact(unit, own, scope) == 1
            ):
                found.add(i)
        return found

    def alike(self, unit: Unit, own: Unit, named: Counter[str], own_named: Counter[str]) -> float:
        """Half by names, half by what is left without them."""
        with_names = overlap(named, own_named)
        without = overlap(self.blurred(unit), self.blurred(own))
        return min(CHANGED, 0.5 * with_names + 0.5 * without)

    def blurred(self, unit: Unit) -> Counter[str]:
        """A unit's bag without names."""
        key = id(unit)
        if key not in self.bags:
            self.bags[key] = bag(unit.value, blurred)
        return self.bags[key]

    def add_moved(self, scope: Scope, values: dict[tuple[int, int], float]) -> None:
        """What is left over and the same, wherever it stands."""
        taken = set(scope.pairs.values())
        left = {
            (i, j): value
            for (i, j), value in values.items()
            if i not in scope.pairs and j not in taken and scope.likeness[i, j] >= 1
        }
        scope.pairs |= by_value(left)

    def learn_definitions(self) -> None:
        """Units that stand for each other define the same."""
        self.known.defined = {
            scope.attempt[j].target: scope.reference[i].target
            for scope in self.scopes
            for i, j in scope.pairs.items()
            if scope.attempt[j].target.startswith("@") and scope.reference[i].target.startswith("@")
        }

    def learn_attributes(self) -> None:
        """Attributes in the same places are the same, those with most places first."""
        votes: Votes = defaultdict(float)
        for scope in self.scopes:
            theirs = scope.name.rpartition(".")[0]
            for i, j in scope.pairs.items():
                unit, own = scope.reference[i], scope.attempt[j]
                weight = scope.likeness[i, j]
                if unit.target.startswith("self.") and own.target.startswith("self."):
                    votes[scope.owner, own.target, theirs, unit.target] += SETTING * weight
                for a, b in beside(unit.value, own.value):
                    if a.startswith("self.") and b.startswith("self."):
                        votes[scope.owner, b, theirs, a] += weight
        for key in votes:
            votes[key] += 2 * likeness(plain_name(key[1]), plain_name(key[3]))
        self.known.attributes = elected(votes)


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


def plain_name(attribute: str) -> str:
    """`qkv` for `self.qkv` and for any part of it."""
    return attribute.removeprefix("self.").partition("/")[0]


def elected(votes: Votes) -> dict[tuple[str, str], str]:
    """Each attribute's counterpart, none twice."""
    found: dict[tuple[str, str], str] = {}
    taken = set()
    for (owner, own, theirs, name), _ in sorted(
        votes.items(), key=lambda vote: (-vote[1], vote[0])
    ):
        if (owner, own) not in found and (theirs, name) not in taken:
            found[owner, own] = name
            taken.add((theirs, name))
    return found


def beside(a: Term, b: Term) -> Iterator[tuple[str, str]]:
    """Leaves in the same places of two terms."""
    if not a.args and not b.args:
        yield a.op, b.op
    elif a.op == b.op and len(a.args) == len(b.args):
        if a.op in ("+", "*"):
            left, right = sorted(a.args, key=skeleton), sorted(b.args, key=skeleton)
        else:
            left, right = list(a.args), list(b.args)
        for x, y in zip(left, right, strict=True):
            yield from beside(x, y)
    else:
        for x in a.args:
            if skeleton(x) == skeleton(b):
                yield from beside(x, b)
        for y in b.args:
            if skeleton(y) == skeleton(a):
                yield from beside(a, y)


def skeleton(term: Term) -> Term:
    """A term without names."""
    return leaves_changed(term, blurred)


def overlap(a: Counter[str], b: Counter[str]) -> float:
    """What two bags share, 0 to 1."""
    small, large = (a, b) if len(a) < len(b) else (b, a)
    shared = sum(min(count, large[key]) for key, count in small.items() if key in large)
    return 2 * shared / max(a.total() + b.total(), 1)


def by_value(values: dict[tuple[int, int], float]) -> Pairs:
    """Pairs in any order, the best first."""
    pairs: Pairs = {}
    taken = set()
    for (i, j), _ in sorted(values.items(), key=lambda v: (-v[1], abs(v[0][0] - v[0][1]), v[0])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def in_order(values: dict[tuple[int, int], float], rows: int, columns: int) -> Pairs:
    """Of all pairings that keep the order, one with the highest sum."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        here, below = best[i], best[i + 1]
        for j in range(columns - 1, -1, -1):
            own = values.get((i, j))
            here[j] = max(below[j], here[j + 1], -1.0 if own is None else below[j + 1] + own)
    pairs: Pairs = {}
    i = j = 0
    while i < rows and j < columns:
        own = values.get((i, j))
        if own is not None and best[i][j] == best[i + 1][j + 1] + own:
            pairs[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
