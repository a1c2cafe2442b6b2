"""One line that says what several lines say: temporaries put in where they are used."""

from collections import Counter
from collections.abc import Iterator, Sequence

from torchkata.source.structure.align import Alignment, Scope
from torchkata.source.structure.term import Term, changed
from torchkata.source.structure.term import parts as terms_in
from torchkata.source.structure.units import Unit

PASSES = 4
MOST_STEPS = 6
CHEAP = 4  # terms; a value so small may be said again at each use

Group = tuple[tuple[int, ...], tuple[int, ...]]  # indices on both sides, the last one uses the rest
Expansion = tuple[tuple[int, ...], Term]


def merge(alignment: Alignment) -> dict[str, list[Group]]:
    """Groups of units that say the same together, by function; the alignment learns from them."""
    found: dict[str, list[Group]] = {scope.name: [] for scope in alignment.scopes}
    for _ in range(PASSES):
        new = 0
        for scope in alignment.scopes:
            groups = _of_scope(alignment, scope, found[scope.name])
            found[scope.name] += groups
            new += len(groups)
            alignment.learn_definitions()
        if not new:
            break
    return found


def _of_scope(alignment: Alignment, scope: Scope, known: list[Group]) -> list[Group]:
    same = alignment.same(scope)
    done = {i for group, _ in known for i in group} | same
    own_done = {j for _, group in known for j in group} | {scope.pairs[i] for i in same}
    free = [i for i in range(len(scope.reference)) if i not in done]
    own_free = [j for j in range(len(scope.attempt)) if j not in own_done]
    if not free or not own_free:
        return []
    offered: dict[tuple[str, Term], list[tuple[int, ...]]] = {}
    for j in own_free:
        for used, term in _expansions(scope.attempt, j, own_free):
            key = scope.attempt[j].kind, alignment.known.attempt(term, scope.owner)
            offered.setdefault(key, []).append(used)
    groups = []
    for i in free:
        for used, term in _expansions(scope.reference, i, free):
            key = scope.reference[i].kind, alignment.known.reference(term)
            match = next((own for own in offered.get(key, []) if _fits(used, own, scope)), None)
            taken = [n for group, _ in groups for n in group], [n for _, g in groups for n in g]
            if match is None or {*taken[0]} & {*used[:1]} or {*taken[1]} & {*match[:1]}:
                continue
            groups.append((used, match))
            _repair(scope, used, match)
            break
    return groups


def _fits(used: tuple[int, ...], own: tuple[int, ...], scope: Scope) -> bool:
    """Whether the two tops may stand for each other: both are an attribute, or neither."""
    top, own_top = scope.reference[used[0]], scope.attempt[own[0]]
    return top.target[:1] == own_top.target[:1]


def _repair(scope: Scope, used: tuple[int, ...], own: tuple[int, ...]) -> None:
    """Pair the tops of a group, and let go what its parts were paired with."""
    for i, j in list(scope.pairs.items()):
        if i in used or j in own:
            del scope.pairs[i]
    scope.pairs[used[0]] = own[0]
    scope.likeness[used[0], own[0]] = 1.0


def _expansions(units: Sequence[Unit], top: int, free: Sequence[int]) -> Iterator[Expansion]:
    """A unit, and the same with one temporary after the other put in, the latest first."""
    term, used = units[top].value, (top,)
    yield used, term
    uses = Counter(part.op for unit in units for part in terms_in(unit.value) if not part.args)
    makers = {
        units[k].target: k
        for k in free
        if k < top and units[k].kind == "set" and units[k].target.startswith("@")
    }
    for _ in range(MOST_STEPS):
        inside = {part.op for part in terms_in(term)}
        ready = [
            makers[op]
            for op in inside & makers.keys()
            if uses[op] == 1 or units[makers[op]].weight <= CHEAP
        ]
        if not ready:
            return
        place = max(ready)
        used = (*used, place)
        term = changed(term, _putting(units[place].target, units[place].value))
        yield used, term


def _putting(target: str, value: Term):  # type: ignore[no-untyped-def]
    return lambda term: value if term.op == target else None
