"""Terms that are the same though they are spelled otherwise: new shapes, of which one size is free.

Two spellings of a shape agree where the sizes that both say are equal; the one that only one side
says follows from the number of elements.
"""

from torchkata.source.structure.spelling import keyword
from torchkata.source.structure.term import Term, value_of

SHAPED = ("reshape", "flatten", "unflatten")
FREE = "#-1"


def agree(a: Term, b: Term) -> bool:
    """Whether both are the same."""
    if a == b:
        return True
    if a.op in SHAPED and b.op in SHAPED:
        return agree(a.args[0], b.args[0]) and shapes_agree(a, b)
    if a.op != b.op or len(a.args) != len(b.args) or not a.args:
        return False
    if a.op in ("+", "*"):
        return in_any_order(list(a.args), list(b.args))
    return all(map(agree, a.args, b.args))


def in_any_order(left: list[Term], right: list[Term]) -> bool:
    """Whether each operand has one of its own on the other side."""
    for operand in left:
        found = next((other for other in right if agree(operand, other)), None)
        if found is None:
            return False
        right.remove(found)
    return True


def shapes_agree(a: Term, b: Term) -> bool:
    """Whether two new shapes of one tensor are the same."""
    if b.op == "reshape":
        a, b = b, a
    if a.op != "reshape":
        return a.args[1:] == b.args[1:] if a.op == b.op else False
    sizes = a.args[1:]
    if b.op == "reshape":
        return sizes_agree(sizes, b.args[1:])
    if b.op == "flatten":
        start = value_of(keyword(b, "start_dim") or Term("#0"))
        is_rest = keyword(b, "end_dim") is None
        return is_rest and start is not None and (start < 0 or start == len(sizes) - 1)
    axis, parts = keyword(b, "dim"), keyword(b, "sizes")
    if axis is None or parts is None or axis.op != FREE:
        return False
    return sizes_agree(sizes[-len(parts.args) :], parts.args)


def sizes_agree(a: tuple[Term, ...], b: tuple[Term, ...]) -> bool:
    """Whether sizes differ in one place at most, which one side leaves open."""
    differing = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and (
        not differing or (len(differing) == 1 and FREE in (differing[0][0].op, differing[0][1].op))
    )


def loosely(term: Term) -> Term:
    """The same for all terms that agree."""
    args = term.args[:1] if term.op in SHAPED else term.args
    loose = tuple(map(loosely, args))
    op = "shaped" if term.op in SHAPED else term.op
    return Term(op, tuple(sorted(loose)) if op in ("+", "*") else loose)
