"""A trial binding of every case, so that sizes that make no tensor are found when read."""

from collections.abc import Callable, Mapping

from torchkata.catalog.expressions import evaluate
from torchkata.catalog.sizes import bind_sizes
from torchkata.catalog.table import Table
from torchkata.contracts import CaseSpec, Kata, KataError, TensorSpec, ValueSpec

Choose = Callable[[tuple[int, ...]], int]
CHOICES: tuple[Choose, ...] = (lambda sizes: sizes[0], lambda sizes: sizes[-1])


def note_numbers(kata: Kata, top: Table) -> None:
    """Note a shape or value that does not work out, under the first case that has it."""
    found: dict[str, str] = {}
    for case in kata.cases:
        for choose in CHOICES:
            try:
                _try(kata, case, choose)
            except KataError as error:
                found.setdefault(error.message, case.name)
    for message, name in found.items():
        top.note("cases", f'in the case "{name}", {message}')


def _try(kata: Kata, case: CaseSpec, choose: Choose) -> None:
    sizes = bind_sizes(kata, case, choose)
    values = {**kata.build, **case.build}
    for value in values.values():
        if value.expression is not None:
            evaluate(value.expression, sizes)
    for name, spec in {**kata.inputs, **case.inputs}.items():
        if isinstance(spec, TensorSpec):
            _try_tensor(name, spec, sizes)
        elif isinstance(spec, ValueSpec) and spec.expression is not None:
            evaluate(spec.expression, sizes)


def _try_tensor(name: str, spec: TensorSpec, sizes: Mapping[str, int]) -> None:
    for dim in spec.dims:
        size = evaluate(dim, sizes)
        if size < 1:
            raise KataError(f'the axis "{dim}" of "{name}" is {size}, expected 1 or more')
    if spec.high is not None:
        low, high = evaluate(spec.low, sizes), evaluate(spec.high, sizes)
        if low >= high:
            raise KataError(f'"{name}" has no values: "{spec.text}" is {low} up to below {high}')
