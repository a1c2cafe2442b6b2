"""Code as terms: what is computed, in one spelling, whatever it was called."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

SEQUENCES = ("tuple", "starred")


class Term(NamedTuple):
    """An operation and what it is applied to.

    Leaves tell themselves apart by their first letter: `#` a constant, `@` a local definition,
    `self.` an attribute, `name:` anything else that has a name.
    """

    op: str
    args: tuple["Term", ...] = ()


Weighted = Sequence[tuple[Term, float]]


def number(value: float) -> Term:
    """A number; 1.0 is 1."""
    value = round(value, 12) if abs(value) > 1e-6 else value
    whole = value == value and abs(value) < 1e15 and value == int(value)
    return Term(f"#{int(value) if whole else value!r}")


def value_of(term: Term) -> float | None:
    """The number that a term is, or None."""
    if not term.op.startswith("#") or term.op[1:2] in "'\"TFNbE":
        return None
    try:
        return float(term.op[1:])
    except ValueError:
        return None


def is_sequence(term: Term) -> bool:
    """Whether `+` and `*` of it are about a sequence."""
    return term.op in SEQUENCES or term.op[:2] in ("#'", '#"')


def total(addends: Weighted) -> Term:
    """A sum, in which order does not matter and equal addends are put together."""
    if any(is_sequence(term) for term, _ in addends):
        return Term("join", tuple(term for term, _ in addends))
    constant, counts = 0.0, dict[Term, float]()
    for term, factor in _addends(addends):
        own = value_of(term)
        if own is not None:
            constant += own * factor
            continue
        share, rest = _coefficient(term)
        counts[rest] = counts.get(rest, 0.0) + share * factor
    parts = [product([(number(count), 1), (term, 1)]) for term, count in counts.items() if count]
    parts += [number(constant)] if constant or not parts else []
    return parts[0] if len(parts) == 1 else Term("+", tuple(sorted(parts)))


def _addends(addends: Weighted) -> Iterator[tuple[Term, float]]:
    for term, factor in addends:
        if term.op == "+":
            yield from _addends([(part, factor) for part in term.args])
        else:
            yield term, factor


def _coefficient(term: Term) -> tuple[float, Term]:
    if term.op == "*" and (first := value_of(term.args[0])) is not None:
        rest = term.args[1:]
        return first, rest[0] if len(rest) == 1 else Term("*", rest)
    return 1.0, term


def product(factors: Weighted) -> Term:
    """A product of powers, in which order does not matter."""
    if any(is_sequence(term) for term, _ in factors):
        return Term("repeat", tuple(term for term, _ in factors))
    constant, powers = 1.0, dict[Term, float]()
    for term, power in _factors(factors):
        own = value_of(term)
        known = None if own is None else _power(own, power)
        if known is not None:
            constant *= known
        else:
            powers[term] = powers.get(term, 0.0) + power
    parts = sorted(
        term if power == 1 else Term("^", (term, number(power)))
        for term, power in powers.items()
        if power
    )
    if constant != 1 or not parts:
        parts = [number(constant), *parts]
    return parts[0] if len(parts) == 1 else Term("*", tuple(parts))


def _power(base: float, exponent: float) -> float | None:
    """`base ** exponent`; None where that is no real number of this size."""
    if not (base > 0 or (base and is_whole(exponent))):
        return None
    try:
        return float(base**exponent)
    except OverflowError:
        return None


def is_whole(value: float) -> bool:
    """Whether a number is one of the integers."""
    return float(value).is_integer()


def _factors(factors: Weighted) -> Iterator[tuple[Term, float]]:
    for term, power in factors:
        inner = value_of(term.args[1]) if term.op == "^" else None
        if term.op == "*" and is_whole(power):
            yield from _factors([(part, power) for part in term.args])
        elif inner is not None and (power == -1 or inner % 2):
            yield from _factors([(term.args[0], inner * power)])
        else:
            yield term, power


def power(base: Term, exponent: Term) -> Term:
    """`base ** exponent`."""
    known = value_of(exponent)
    return Term("^", (base, exponent)) if known is None else product([(base, known)])


def made(op: str, args: tuple[Term, ...]) -> Term:
    """A term from parts that may have changed, in its one spelling again."""
    if op == "+":
        return total([(arg, 1) for arg in args])
    if op == "*":
        return product([(arg, 1) for arg in args])
    if op == "^":
        return power(*args)
    return Term(op, tuple(sorted(args)) if op in ("==", "!=") else args)


def changed(term: Term, change: Callable[[Term], Term | None]) -> Term:
    """The term with every part replaced for which `change` gives another, innermost first."""
    if term.args:
        args = tuple(changed(arg, change) for arg in term.args)
        if args != term.args:
            term = made(term.op, args)
    found = change(term)
    return term if found is None else found


def leaves_changed(term: Term, change: Callable[[str], str]) -> Term:
    """The term with other leaves."""
    if not term.args:
        return Term(change(term.op))
    args = tuple(leaves_changed(arg, change) for arg in term.args)
    return term if args == term.args else made(term.op, args)


def parts(term: Term) -> Iterator[Term]:
    """The term and everything inside it."""
    yield term
    for arg in term.args:
        yield from parts(arg)


def bag(term: Term, leaf: Callable[[str], str]) -> Counter[str]:
    """What a term consists of: its operations, and each beside what it is applied to."""
    found: Counter[str] = Counter()
    _fill(term, leaf, found)
    return found


def _fill(term: Term, leaf: Callable[[str], str], found: Counter[str]) -> str:
    own = term.op if term.args else leaf(term.op)
    found[own] += 1
    for arg in term.args:
        found[f"{own} {_fill(arg, leaf, found)}"] += 1
    return own


def blurred(leaf: str) -> str:
    """A leaf without its name."""
    if leaf.startswith("@"):
        return "@"
    return "self." if leaf.startswith("self.") else leaf
