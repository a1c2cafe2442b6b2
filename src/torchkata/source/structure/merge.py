"""One line that says what several lines say: temporaries put in where they are used."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from torchkata.source.structure.agree import agree, loosely
from torchkata.source.structure.align import Alignment
from torchkata.source.structure.scope import Scope
from torchkata.source.structure.term import Term, changed
from torchkata.source.structure.term import parts as terms_in
from torchkata.source.structure.units import Unit

PASSES = 4
MOST_STEPS = 6
LARGEST = 10_000  # pairs of units that are looked at
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
    if not free or not own_free or len(free) * len(own_free) > LARGEST:
        return []
    uses, own_uses = _uses(scope.reference), _uses(scope.attempt)
    offered: dict[tuple[str, Term], list[Expansion]] = defaultdict(list)
    for j in own_free:
        for used, term in _expansions(scope.attempt, j, own_free, own_uses):
            known_term = alignment.known.attempt(term, scope.owner)
            offered[scope.attempt[j].kind, loosely(known_term)].append((used, known_term))
    groups: list[Group] = []
    for i in free:
        for used, term in _expansions(scope.reference, i, free, uses):
            wanted = alignment.known.reference(term)
            offers = offered.get((scope.reference[i].kind, loosely(wanted)), [])
            own = next(
                (own for own, t in offers if _fits(used, own, scope) and agree(wanted, t)), ()
            )
            if own and _is_free(used, own, groups):
                groups.append((used, own))
                _repair(scope, used, own)
                break
    return groups


def _is_free(used: tuple[int, ...], own: tuple[int, ...], groups: Sequence[Group]) -> bool:
    """Whether no other group has the two tops."""
    return not any(used[0] in theirs or own[0] in mine for theirs, mine in groups)


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


def _uses(units: Sequence[Unit]) -> Counter[str]:
    """How often each name is read."""
    return Counter(part.op for unit in units for part in terms_in(unit.value) if not part.args)


def _expansions(
    units: Sequence[Unit], top: int, free: Sequence[int], uses: Counter[str]
) -> Iterator[Expansion]:
    """A unit, and the same with one temporary after the other put in, the latest first."""
    term = units[top].value
    used: tuple[int, ...] = (top,)
    yield used, term
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


def _putting(target: str, value: Term) -> Callable[[Term], Term | None]:
    """A change that says a value instead of its name."""
    return lambda term: value if term.op == target else None
