"""Whether the parts of a `kata.toml` fit each other: names, symbols and overrides."""

import keyword
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from torchkata.catalog.expressions import symbols
from torchkata.catalog.parameters import build_parameters, call_parameters
from torchkata.catalog.sizes import Size, merged
from torchkata.catalog.table import Table, near
from torchkata.catalog.trial import note_numbers
from torchkata.contracts import CaseSpec, Kata, KataError, TensorSpec, ValueSpec

Specs = Mapping[str, TensorSpec | ValueSpec | None]
DIMS = re.compile(r"\w+\s*\[([^\[\]]*)\]")


def note_inconsistencies(
    kata: Kata, top: Table, *, no_edges: Sequence[str], own: Mapping[str, CaseSpec]
) -> None:
    """Note what is wrong between keys. `own` has the author's cases by their keys.

    The numbers are tried only where nothing else is wrong, since they would repeat it.
    """
    _note_names(kata, top)
    _note_sizes("sizes", kata.sizes, kata.sizes, top)
    _note_specs("build", kata.build, kata.sizes, top)
    _note_specs("inputs", kata.inputs, kata.sizes, top)
    _note_outputs(kata, top)
    for name in no_edges:
        if name not in kata.sizes:
            top.note("no_edges", f'"{name}" is no symbol of [sizes]{near(name, kata.sizes)}')
    for key, case in own.items():
        _note_case(key, case, kata, top)
    if not top.mistakes:
        note_numbers(kata, top)


def _note_names(kata: Kata, top: Table) -> None:
    for key, names in (("sizes", kata.sizes), ("build", kata.build), ("inputs", kata.inputs)):
        for name in filter(keyword.iskeyword, names):
            top.note(f"{key}.{name}", "is a word of Python itself, expected a name")
    for name, spec in kata.inputs.items():
        if isinstance(spec, TensorSpec) and name in kata.sizes:
            top.note(f"inputs.{name}", f'"{name}" is a symbol of [sizes] already')
    for name, count in Counter(case.name for case in kata.cases).items():
        if count > 1 and name:
            top.note("cases", f'{count} cases are called "{name}" (automatic ones included)')


def _note_sizes(key: str, changed: Iterable[str], sizes: Mapping[str, Size], top: Table) -> None:
    """Expressions may use the symbols above their own."""
    above: list[str] = []
    for name, size in sizes.items():
        if name in changed and isinstance(size, str):
            for symbol in symbols(size):
                if symbol in sizes and symbol not in above:
                    top.note(f"{key}.{name}", f'"{symbol}" is bound too late, expected it above')
            _note_unknown(f"{key}.{name}", [size], sizes, top)
        above.append(name)


def _note_specs(key: str, specs: Specs, known: Collection[str], top: Table) -> None:
    for name, spec in specs.items():
        _note_unknown(f"{key}.{name}", _expressions(spec), known, top)


def _note_unknown(key: str, expressions: Iterable[str], known: Collection[str], top: Table) -> None:
    for expression in expressions:
        for symbol in symbols(expression):
            if symbol not in known:
                message = f'unknown symbol "{symbol}" in "{expression}"{near(symbol, known)}'
                top.note(key, message)


def _note_outputs(kata: Kata, top: Table) -> None:
    """A shape must be one; any other text, such as "a float", is for people."""
    for name, text in kata.outputs.items():
        found = DIMS.fullmatch(text)
        dims = [dim for dim in found[1].split(",") if dim.strip()] if found else []
        try:
            _note_unknown(f"outputs.{name}", dims, kata.sizes, top)
        except KataError as error:
            top.note(f"outputs.{name}", f"{error.message}; {error.hint}")


def _note_case(key: str, case: CaseSpec, kata: Kata, top: Table) -> None:
    sizes = merged(kata.sizes, case.sizes)
    _note_sizes(f"{key}.sizes", case.sizes, sizes, top)
    _note_specs(f"{key}.build", case.build, sizes, top)
    _note_specs(f"{key}.inputs", case.inputs, sizes, top)
    used = {
        symbol
        for spec in (*case.inputs.values(), *case.build.values(), *case.sizes.values())
        for expression in ([spec] if isinstance(spec, str) else _expressions(spec))
        for symbol in symbols(expression)
    }
    _note_foreign(f"{key}.sizes", case.sizes, [*kata.sizes, *used], top)
    _note_foreign(f"{key}.build", case.build, _arguments(kata, case.build, "build"), top)
    _note_foreign(f"{key}.inputs", case.inputs, _arguments(kata, case.inputs, "inputs"), top)


def _note_foreign(
    key: str, names: Iterable[str], known: Collection[str] | None, top: Table
) -> None:
    for name in names:
        if known is not None and name not in known:
            top.note(f"{key}.{name}", f"there is no such name to override{near(name, known)}")


def _arguments(kata: Kata, names: Iterable[str], part: str) -> Collection[str] | None:
    """What a case may name: the kata's own, and whatever else the target takes."""
    general = kata.build if part == "build" else kata.inputs
    if all(name in general for name in names):
        return general
    if kata.kind.needs_driver:
        return general
    read = build_parameters if part == "build" else call_parameters
    parameters = read(kata.reference, kata.target)
    return None if parameters is None else [*general, *parameters]


def _expressions(spec: object) -> tuple[str, ...]:
    match spec:
        case TensorSpec(dtype="int", dims=dims, low=low, high=high):
            return (*dims, low, *([high] if high else []))
        case TensorSpec(dims=dims):
            return dims
        case ValueSpec(expression=str(expression)):
            return (expression,)
    return ()
