"""One spelling for calls that do the same."""

from collections.abc import Callable, Mapping

from torchkata.source.structure.einsum import matmul
from torchkata.source.structure.tables import (
    ARITHMETIC,
    KEYWORDS,
    OPERATIONS,
    POWERS,
    SAME,
)
from torchkata.source.structure.term import Term, number, power, product, total, value_of

Given = Mapping[str, Term]
Special = Callable[[list[Term], Given], Term | None]
MINUS_ONE = Term("#-1")
LAST_TWO = (Term("#-2"), Term("#-1"))


def operation(name: str, args: list[Term], keywords: Given) -> Term:
    """`args[0].name(*args[1:], **keywords)`, or the function of that name."""
    name = SAME.get(name, name)
    given = {KEYWORDS.get(key, key): value for key, value in keywords.items()}
    if "self" in given and not args:
        args = [given.pop("self")]
    if name in ARITHMETIC and not given and (found := _arithmetic(name, args)):
        return found
    special = SPECIAL.get(name)
    if special is not None and (found := special(args, given)) is not None:
        return found
    if name in OPERATIONS and args:
        return Term(name, (args[0], *named(args[1:], given, OPERATIONS[name])))
    return Term(name, (*args, *as_keywords(given)))


def named(args: list[Term], given: Given, signature: list[str]) -> tuple[Term, ...]:
    """Arguments by name, in one order, without those that are defaults anyway."""
    names = [entry.partition("=")[0] for entry in signature]
    if len(args) > len(names) or any(arg.op == "starred" for arg in args):
        return (*args, *as_keywords(given))
    defaults = dict(entry.split("=") for entry in signature if "=" in entry)
    found = {**dict(zip(names, args, strict=False)), **given}
    return as_keywords(
        {key: value for key, value in found.items() if not _is_default(value, defaults.get(key))}
    )


def _is_default(value: Term, default: str | None) -> bool:
    return default is not None and value.op == f"#{default}"


def as_keywords(given: Given) -> tuple[Term, ...]:
    """Keyword arguments in the order of their names."""
    return tuple(Term(f"{key}=", (value,)) for key, value in sorted(given.items()))


def keyword(term: Term, name: str) -> Term | None:
    """The value of a keyword argument."""
    return next((arg.args[0] for arg in term.args if arg.op == f"{name}="), None)


def transposed(value: Term, first: Term, second: Term) -> Term:
    """Two axes exchanged, in either order; twice is not at all."""
    axes = tuple(sorted((first, second)))
    if value.op == "transpose" and value.args[1:] == axes:
        return value.args[0]
    if value.op == "reshape" and len(value.args) == 5 and {a.op for a in axes} == {"#2", "#3"}:
        axes = tuple(sorted(LAST_TWO))
    return Term("transpose", (value, *axes))


def branch(test: Term, yes: Term, no: Term) -> Term:
    """`yes if test else no`."""
    if test.op in ("#True", "#False"):
        return yes if test.op == "#True" else no
    if test.op == "not":
        return branch(test.args[0], no, yes)
    if test.op == "is not":
        return branch(Term("is", test.args), no, yes)
    if test.op == "is" and test.args[1].op == "#None":
        addend = test.args[0]
        if no == total([(yes, 1), (addend, 1)]):  # None is a sum's neutral element here
            return no
    if yes.op == "nn.Dropout" and no.op == "nn.Identity" and keyword(yes, "p") == test:
        return yes
    if yes == test and value_of(no) == 0:
        return yes
    return Term("if", (test, yes, no))


def _arithmetic(name: str, args: list[Term]) -> Term | None:
    match name, args:
        case "add", [a, b]:
            return total([(a, 1), (b, 1)])
        case "sub", [a, b]:
            return total([(a, 1), (b, -1)])
        case "mul", [a, b]:
            return product([(a, 1), (b, 1)])
        case "div", [a, b]:
            return product([(a, 1), (b, -1)])
        case "pow", [a, b]:
            return power(a, b)
        case "neg", [a]:
            return product([(MINUS_ONE, 1), (a, 1)])
        case "matmul", [a, b]:
            return Term("@", (a, b))
        case _, [a] if name in POWERS:
            return product([(a, POWERS[name])])
    return None


def _transpose(args: list[Term], given: Given) -> Term | None:
    axes = [*args[1:], *(given[key] for key in ("dim0", "dim1") if key in given)]
    return transposed(args[0], *axes) if len(axes) == 2 else None


def _permute(args: list[Term], given: Given) -> Term | None:
    axes = spread([*args[1:], *given.values()])
    order = [value_of(axis) for axis in axes]
    moved = [place for place, axis in enumerate(order) if axis != place]
    if len(moved) == 2 and all(axis is not None and axis >= 0 for axis in order):
        first, second = (number(place) for place in moved)
        if moved == [len(order) - 2, len(order) - 1]:
            first, second = LAST_TWO
        return transposed(args[0], first, second)
    return Term("permute", (args[0], *axes))


def spread(args: list[Term]) -> list[Term]:
    """Sizes or axes, given one by one or as a tuple."""
    return list(args[0].args) if len(args) == 1 and args[0].op == "tuple" else args


def _sizes(name: str) -> Special:
    def spelled(args: list[Term], given: Given) -> Term | None:
        return None if given else Term(name, (args[0], *spread(args[1:])))

    return spelled


def _where(args: list[Term], given: Given) -> Term | None:
    match args:
        case [mask, yes, no] if not given:
            if is_scalar(yes):
                return filled(no, mask, yes)
            if is_scalar(no):
                return filled(yes, inverted(mask), no)
    return None


def is_scalar(term: Term) -> bool:
    """Whether it is a plain number, which may be infinite."""
    if term.op == "*":
        return all(map(is_scalar, term.args))
    return value_of(term) is not None or term.op == "name:inf"


def _masked_fill(args: list[Term], given: Given) -> Term | None:
    given = dict(zip(("mask", "value"), args[1:], strict=False)) | dict(given)
    return filled(args[0], given["mask"], given["value"]) if len(given) == 2 else None


def filled(value: Term, mask: Term, by: Term) -> Term:
    """`masked_fill`; a mask that is 0 somewhere is not there."""
    if mask.op == "==" and Term("#0") in mask.args:
        mask = inverted(next(arg for arg in mask.args if arg.op != "#0"))
    return Term("masked_fill", (value, *as_keywords({"mask": mask, "value": by})))


def inverted(mask: Term) -> Term:
    """`~mask`; twice is not at all."""
    return mask.args[0] if mask.op == "~" else Term("~", (mask,))


def _size(args: list[Term], given: Given) -> Term | None:
    shape = Term(".shape", (args[0],))
    axes = [*args[1:], *given.values()]
    return item(shape, axes[0]) if axes else shape


def item(value: Term, index: Term) -> Term:
    """`value[index]`."""
    return Term("[]", (value, index))


def _first(args: list[Term], given: Given) -> Term | None:
    return args[0] if len(args) == 1 else None


def _einsum(args: list[Term], given: Given) -> Term | None:
    if len(args) != 3 or not args[0].op.startswith("#'"):
        return None
    return matmul(args[0].op[2:-1], args[1], args[2])


def _linear(args: list[Term], given: Given) -> Term | None:
    given = dict(zip(("weight", "bias"), args[1:], strict=False)) | dict(given)
    if "weight" not in given:
        return None
    multiplied = Term("@", (args[0], transposed(given["weight"], *LAST_TWO)))
    bias = given.get("bias", Term("#None"))
    return multiplied if bias.op == "#None" else total([(multiplied, 1), (bias, 1)])


SPECIAL: dict[str, Special] = {
    "transpose": _transpose,
    "permute": _permute,
    "reshape": _sizes("reshape"),
    "expand": _sizes("expand"),
    "repeat": _sizes("repeat"),
    "where": _where,
    "masked_fill": _masked_fill,
    "bitwise_not": lambda args, given: inverted(args[0]),
    "size": _size,
    "dim": lambda args, given: Term(".ndim", (args[0],)),
    "contiguous": _first,
    "t": lambda args, given: transposed(args[0], *LAST_TWO),
    "einsum": _einsum,
    "linear": _linear,
}
