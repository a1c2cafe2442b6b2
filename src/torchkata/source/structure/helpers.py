"""Functions of an attempt's own that only give a short expression a name."""

from collections.abc import Iterator

from torchkata.source.structure.methods import Methods, everywhere
from torchkata.source.structure.term import Term, changed
from torchkata.source.structure.term import parts as terms_in
from torchkata.source.structure.units import Unit


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
