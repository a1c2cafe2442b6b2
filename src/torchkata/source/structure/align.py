"""Which unit of an attempt stands for which of the reference."""

from collections import Counter, defaultdict

from torchkata.source.structure.agree import agree
from torchkata.source.structure.counterparts import counterparts
from torchkata.source.structure.names import likeness
from torchkata.source.structure.pairing import Likenesses, Pairs, by_value, in_order, overlap
from torchkata.source.structure.places import Votes, beside, elected, plain_name
from torchkata.source.structure.scope import CHANGED, Renaming, Scope, settle_parts
from torchkata.source.structure.term import bag, blurred
from torchkata.source.structure.units import Side, Unit

ROUNDS = 4
LARGEST = 40_000  # pairs of units; beyond, a function is not compared
ALIKE = 0.42  # from which on two units may stand for each other
HEAVIEST = 12.0  # a longer line draws no more than this
ANY_ORDER = ("__init__", "reset_parameters")
NAME_COUNTS = 0.1
PARENT_COUNTS = 0.05
SETTING = 0.6  # what a line that sets an attribute says of it, beside one that uses it


class Alignment:
    """Pairs units until the pairs and the names that follow from them agree."""

    def __init__(self, reference: Side, attempt: Side, target: str) -> None:
        self.functions = counterparts(list(reference.functions), list(attempt.functions), target)
        self.scopes = [
            Scope(name, units, attempt.functions.get(own, []), own.rpartition(".")[0])
            for name, units in reference.functions.items()
            for own in [self.functions.get(name, "?")]
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
        if len(scope.reference) * len(scope.attempt) > LARGEST:
            return
        wanted = [self.known.reference(unit.value) for unit in scope.reference]
        mine = [self.known.attempt(unit.value, scope.owner) for unit in scope.attempt]
        bags = [bag(term, str) for term in wanted], [bag(term, str) for term in mine]
        scope.likeness = {}
        values: Likenesses = {}
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

    def add_moved(self, scope: Scope, values: Likenesses) -> None:
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
