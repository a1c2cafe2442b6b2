"""Layers written otherwise: fused, taken apart, as bare parameters, as functions.

Each idiom turns one of the ways to write a layer into the plainest one, so that two files that
chose different ways can be held against each other.
"""

from collections.abc import Callable, Iterator

from torchkata.source.structure.fused import by_halves, by_parts
from torchkata.source.structure.helpers import without_helpers
from torchkata.source.structure.methods import (
    LEFT_OUT,
    Layers,
    Methods,
    everywhere,
    linear,
    parts_of,
    resetting,
    set_in,
)
from torchkata.source.structure.spelling import LAST_TWO, keyword, transposed
from torchkata.source.structure.term import Term, number, total, value_of
from torchkata.source.structure.term import parts as terms_in
from torchkata.source.structure.units import Side

LAST_AXES = tuple(sorted(LAST_TWO))
ONE, TWO = number(1), number(2)


def written_out(side: Side, *, is_attempt: bool) -> Side:
    """The side with layers in their plainest form; an attempt may say more of them otherwise."""
    functions = dict(side.functions)
    if is_attempt:
        functions = without_helpers(functions)
    for owner in dict.fromkeys(name.rpartition(".")[0] for name in functions if "." in name):
        own = {name: units for name, units in functions.items() if _is_of(name, owner)}
        for idiom in IDIOMS if is_attempt else IDIOMS_OF_BOTH:
            own = idiom(own)
        functions |= own
    kept = {
        name: [unit for unit in units if unit.value != LEFT_OUT]
        for name, units in functions.items()
    }
    return side if kept == side.functions else Side(side.lines, kept)


def _is_of(name: str, owner: str) -> bool:
    return name == owner or name.rpartition(".")[0] == owner


def by_weights(methods: Methods) -> Methods:
    """`x @ self.q.weight.T + self.q.bias` for `self.q(x)`."""
    layers = set_in(methods, "nn.Linear")

    def change(term: Term) -> Term | None:
        if term.op == "+" and any(is_no_bias(addend, layers) for addend in term.args):
            return total([(a, 1) for a in term.args if not is_no_bias(a, layers)])
        for value, matrix, rest in products(term):
            weight = transposed(matrix, *LAST_TWO)
            if weight.op != ".weight" or weight.args[0].op not in layers:
                continue
            layer = weight.args[0]
            bias = Term(".bias", (layer,))
            call = Term("call", (layer, value))
            if bias in rest:
                return total([(call, 1), *((r, 1) for r in rest if r != bias)])
            if parts_of(layers[layer.op].value)[2].op == "#False":
                return total([(call, 1), *((r, 1) for r in rest)])
        return None

    return everywhere(methods, change)


def is_no_bias(term: Term, layers: Layers) -> bool:
    """Whether it is the bias of a layer that has none."""
    layer = layers.get(term.args[0].op) if term.op == ".bias" else None
    return layer is not None and parts_of(layer.value)[2].op == "#False"


def products(term: Term) -> Iterator[tuple[Term, Term, tuple[Term, ...]]]:
    """The matrix products among a sum's addends: both sides, and the other addends."""
    addends = term.args if term.op == "+" else (term,)
    for place, addend in enumerate(addends):
        if addend.op == "@":
            yield *addend.args, (*addends[:place], *addends[place + 1 :])  # type: ignore[misc]


def by_parameters(methods: Methods) -> Methods:
    """A matrix and a vector of the model itself for a linear layer."""
    own = set_in(methods)
    found: dict[str, Term] = {}

    def change(term: Term) -> Term | None:
        for value, matrix, rest in products(term):
            is_turned = matrix.op == "transpose" and matrix.args[1:] == LAST_AXES
            name = (matrix.args[0] if is_turned else matrix).op
            sizes = sizes_of(own[name].value) if name in own else ()
            vector = next((r for r in rest if r.op in own and may_be_bias(own[r.op].value)), None)
            if len(sizes) != 2 or vector is None:
                continue
            width, out = sizes[::-1] if is_turned else sizes
            found[vector.op] = LEFT_OUT
            found[name] = linear(width, out, bias_of(own[vector.op].value))
            call = Term("call", (Term(name), value))
            return total([(call, 1), *((r, 1) for r in rest if r != vector)])
        return None

    methods = everywhere(methods, change)
    return resetting(methods, found)


def bias_of(vector: Term) -> Term:
    """Whether there is a bias, where this is the vector for it."""
    if vector.op == "if":
        return vector.args[0]
    return Term("#False" if vector.op == "#None" else "#True")


def may_be_bias(value: Term) -> bool:
    """Whether it is a parameter, if only at times, or None instead of one."""
    return value.op == "#None" or any(part.op == "nn.Parameter" for part in terms_in(value))


def sizes_of(value: Term) -> tuple[Term, ...]:
    """The sizes that a new parameter is made with."""
    if value.op != "nn.Parameter":
        return ()
    for part in terms_in(value):
        if part.op == "call" and part.args[0].op.startswith("name:torch."):
            sizes = [arg for arg in part.args[1:] if not arg.op.endswith("=")]
            return sizes[0].args if len(sizes) == 1 and sizes[0].op == "tuple" else tuple(sizes)
    return ()


def by_function(methods: Methods) -> Methods:
    """`dropout(x, self.p, self.training)` for a layer."""
    own = set_in(methods)
    found: dict[str, Term] = {}

    def change(term: Term) -> Term | None:
        if term.op != "dropout" or (keyword(term, "training") or term).op != "self.training":
            return None
        rate = keyword(term, "p")
        if rate is None or rate.op not in own:
            return None
        found[rate.op] = Term("nn.Dropout", (Term("p=", (own[rate.op].value,)),))
        return Term("call", (rate, term.args[0]))

    methods = everywhere(methods, change)
    return resetting(methods, found)


def by_dealing(methods: Methods) -> Methods:
    """Heads that take every n-th feature, where layers make and read them: the order is free."""
    counts = {"split": 0, "merge": 0}

    def change(term: Term) -> Term | None:
        match term:
            case Term("permute", (Term("reshape", (whole, b, n, width, heads)), *axes)) if order(
                axes
            ) == [0, 3, 1, 2]:
                counts["split"] += 1
                return transposed(Term("reshape", (whole, b, n, heads, width)), ONE, TWO)
            case Term("reshape", (Term("permute", (value, *axes)), b, n, width)) if order(axes) == [
                0,
                2,
                3,
                1,
            ]:
                counts["merge"] += 1
                return Term("reshape", (transposed(value, ONE, TWO), b, n, width))
        return None

    other = everywhere(methods, change)
    return other if all(counts.values()) and set_in(methods, "nn.") else methods


def order(axes: list[Term]) -> list[float | None]:
    """Axes as numbers."""
    return [value_of(axis) for axis in axes]


Idiom = Callable[[Methods], Methods]
IDIOMS_OF_BOTH: tuple[Idiom, ...] = (by_weights, by_parts, by_function)
IDIOMS: tuple[Idiom, ...] = (
    by_weights,
    by_parameters,
    by_halves,
    by_parts,
    by_function,
    by_dealing,
)
