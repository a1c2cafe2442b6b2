"""Linear layers put together or taken apart."""

from collections.abc import Iterator
from dataclasses import replace

from torchkata.source.structure.methods import (
    LAST,
    LEFT_OUT,
    Layers,
    Methods,
    called,
    everywhere,
    linear,
    parts_of,
    resetting,
    set_in,
)
from torchkata.source.structure.spelling import keyword
from torchkata.source.structure.term import Term, product, total, value_of
from torchkata.source.structure.units import Unit


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
