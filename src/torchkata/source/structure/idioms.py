"""Layers written otherwise: fused, taken apart, as bare parameters, as functions.

Each idiom turns one of the ways to write a layer into the plainest one, so that two files that
chose different ways can be held against each other.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from torchkata.source.structure.spelling import LAST_TWO, keyword, named, transposed
from torchkata.source.structure.tables import LAYERS
from torchkata.source.structure.term import Term, changed, number, product, total, value_of
from torchkata.source.structure.term import parts as terms_in
from torchkata.source.structure.units import Side, Unit

Change = Callable[[Term], Term | None]
Layers = dict[str, Unit]  # "self.q_proj" -> the unit that sets it
LAST = ("#-1", "#2")
LEFT_OUT = Term("left out")


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


Methods = dict[str, list[Unit]]


def _is_of(name: str, owner: str) -> bool:
    return name == owner or name.rpartition(".")[0] == owner


def everywhere(methods: Methods, change: Change) -> Methods:
    """Every value with its parts replaced for which `change` gives another."""
    return {
        name: [replace(unit, value=changed(unit.value, change)) for unit in units]
        for name, units in methods.items()
    }


def resetting(methods: Methods, values: dict[str, Term]) -> Methods:
    """Other values for attributes where they are set."""
    return {
        name: [
            replace(unit, value=values[unit.target]) if unit.target in values else unit
            for unit in units
        ]
        for name, units in methods.items()
    }


def set_in(methods: Methods, op: str = "") -> Layers:
    """The attributes that a class sets, to an `op` where one is named."""
    return {
        unit.target: unit
        for units in methods.values()
        for unit in units
        if unit.target.startswith("self.") and unit.value.op.startswith(op)
    }


def linear(width: Term, out: Term, bias: Term) -> Term:
    """`nn.Linear(width, out, bias)`."""
    given = {"in_features": width, "out_features": out, "bias": bias}
    return Term("nn.Linear", named([], given, LAYERS["Linear"]))


def parts_of(layer: Term) -> tuple[Term, Term, Term]:
    """Width of input and output, and bias, of a linear layer."""
    width, out, bias = (keyword(layer, name) for name in ("in_features", "out_features", "bias"))
    nothing = Term("nothing")
    return width or nothing, out or nothing, bias or Term("#True")


def called(term: Term, layers: Layers) -> str:
    """The layer that is called here, or ""."""
    is_call = term.op == "call" and len(term.args) == 2 and term.args[0].op in layers
    return term.args[0].op if is_call else ""


def by_weights(methods: Methods) -> Methods:
    """`x @ self.q.weight.T + self.q.bias` for `self.q(x)`."""
    layers = set_in(methods, "nn.Linear")

    def change(term: Term) -> Term | None:
        if term.op == "+" and (kept := [a for a in term.args if not is_no_bias(a, layers)]):
            if len(kept) < len(term.args):
                return total([(addend, 1) for addend in kept])
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


LAST_AXES = tuple(sorted(LAST_TWO))


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


def by_halves(methods: Methods) -> Methods:
    """`cat([self.low(x), self.high(x)], -1)` for one layer."""
    layers = set_in(methods, "nn.Linear")
    found: dict[str, Term] = {}

    def change(term: Term) -> Term | None:
        if term.op != "cat" or (keyword(term, "dim") or term).op not in LAST:
            return None
        names = [called(part, layers) for part in term.args[0].args]
        if len(set(names)) != len(names) or not all(names):
            return None
        if len({part.args[1] for part in term.args[0].args}) != 1:
            return None
        every = [parts_of(layers[name].value) for name in names]
        out = total([(out, 1) for _, out, _ in every])
        found.update(dict.fromkeys(names, LEFT_OUT))
        found[names[0]] = linear(every[0][0], out, every[0][2])
        return term.args[0].args[0]

    methods = everywhere(methods, change)
    return resetting(methods, found)


def by_parts(methods: Methods) -> Methods:
    """`q, k, v = self.qkv(x).chunk(3, -1)`: three layers in one."""
    layers = set_in(methods, "nn.Linear")
    own = set_in(methods)
    every = [unit for units in methods.values() for unit in units]
    made = {
        unit.target: unit.value
        for unit in every
        if unit.target.startswith("@") and called(unit.value, layers)
    }
    found: dict[str, dict[str, Term]] = {}

    def change(term: Term) -> Term | None:
        if term.op != "[]" or term.args[0].op not in ("chunk", "split"):
            return None
        source, place = term.args[0], value_of(term.args[1])
        whole = made.get(source.args[0].op, source.args[0])
        name = called(whole, layers)
        if not name or place is None or (keyword(source, "dim") or term).op not in LAST:
            return None
        width, out, bias = parts_of(layers[name].value)
        share = width_of(source, int(place), out, own)
        if share is None:
            return None
        part = f"{name}/{int(place)}"  # a name of its own
        found.setdefault(name, {})[part] = linear(width, share, bias)
        return Term("call", (Term(part), whole.args[1]))

    changed_methods = everywhere(methods, change)
    if not found:
        return methods
    return {name: list(_split(units, found, made)) for name, units in changed_methods.items()}


def width_of(source: Term, place: int, out: Term, own: Layers) -> Term | None:
    """How wide one part of `chunk` or `split` is."""
    if source.op == "chunk":
        chunks = keyword(source, "chunks")
        return chunks and product([(out, 1), (chunks, -1)])
    widths = keyword(source, "split_size")
    if widths is not None and widths.op in own:
        widths = own[widths.op].value if own[widths.op].value.op == "tuple" else widths
    if widths is not None and widths.op == "tuple":
        return widths.args[place] if place < len(widths.args) else None
    return widths


def _split(
    units: list[Unit], found: dict[str, dict[str, Term]], made: dict[str, Term]
) -> Iterator[Unit]:
    """A unit for each part where a fused layer was made, none where it was only called."""
    for unit in units:
        if unit.target in found:
            parts = found[unit.target]
            for name, value in sorted(parts.items()):
                weight = unit.weight / len(parts)
                yield replace(unit, target=name, value=value, weight=weight)
        elif unit.target in made and made[unit.target].args[0].op in found:
            continue
        else:
            yield unit


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
        axes = [value_of(arg) for arg in term.args[1:]]
        value = term.args[0] if term.args else term
        if term.op == "permute" and axes == [0, 3, 1, 2]:
            if value.op == "reshape" and len(value.args) == 5:
                counts["split"] += 1
                whole, b, n, width, heads = value.args
                return transposed(Term("reshape", (whole, b, n, heads, width)), ONE, TWO)
        if term.op == "reshape" and len(term.args) == 4 and value.op == "permute":
            if [value_of(arg) for arg in value.args[1:]] == [0, 2, 3, 1]:
                counts["merge"] += 1
                return Term("reshape", (transposed(value.args[0], ONE, TWO), *term.args[1:]))
        return None

    other = everywhere(methods, change)
    return other if all(counts.values()) and set_in(methods, "nn.") else methods


ONE, TWO = number(1), number(2)


def without_helpers(functions: Methods) -> Methods:
    """Functions that only return an expression, put in where they are called."""
    bodies = dict(_bodies(functions))

    def change(term: Term) -> Term | None:
        if term.op != "call" or term.args[0].op not in bodies:
            return None
        names, value = bodies[term.args[0].op]
        given = term.args[1:]
        if len(given) != len(names) or any(arg.op.endswith("=") for arg in given):
            return None
        values = dict(zip(names, given, strict=True))
        return changed(value, lambda part: values.get(part.op))

    used = {
        part.op
        for units in functions.values()
        for unit in units
        for part in terms_in(unit.value)
        if part.op in bodies
    }
    shown = {name: key for name, key in _keys(functions).items() if key in used}
    kept = {name: units for name, units in functions.items() if name not in shown}
    return everywhere(kept, change)


def _keys(functions: Methods) -> dict[str, str]:
    """How each function is named where it is called."""
    return {
        name: f"self.{name.rpartition('.')[2]}" if "." in name else f"name:{name}"
        for name in functions
    }


def _bodies(functions: Methods) -> Iterator[tuple[str, tuple[list[str], Term]]]:
    for name, key in _keys(functions).items():
        match functions[name]:
            case [Unit(kind="def"), *arguments, Unit(kind="return", value=value)]:
                if all(unit.kind == "argument" for unit in arguments) and len(functions) > 1:
                    yield key, ([unit.target for unit in arguments], value)


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
