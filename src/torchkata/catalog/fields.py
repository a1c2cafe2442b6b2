"""The tables of sizes, constructor arguments and inputs, entry by entry."""

from torchkata.catalog.expressions import symbols
from torchkata.catalog.grammar import read_input, read_value
from torchkata.catalog.sizes import Size
from torchkata.catalog.table import Table, noted, shown
from torchkata.contracts import KataError, TensorSpec, ValueSpec


def read_sizes(table: Table) -> dict[str, Size]:
    """Each symbol's size: a number, numbers to draw from, or an expression."""
    return {name: _size(table, name) for name in table.names()}


def read_values(table: Table) -> dict[str, ValueSpec]:
    """Plain arguments, as `[build]` has them."""
    return {name: value_at(table, name) for name in table.names()}


def read_inputs(table: Table) -> dict[str, TensorSpec | ValueSpec]:
    """Arguments of the call: tensors by their shapes, or plain values."""
    return {name: input_at(table, name) for name in table.names()}


def input_at(table: Table, name: str) -> TensorSpec | ValueSpec:
    """One argument of the call."""
    value = table.values[name]
    if not isinstance(value, str):
        return value_at(table, name)
    try:
        return read_input(value)
    except KataError as error:
        noted(table, name, error)
        return ValueSpec()


def value_at(table: Table, name: str) -> ValueSpec:
    """One plain argument: a number, a bool, or a text that is `none` or an expression."""
    value = table.values[name]
    if isinstance(value, int | float):
        return ValueSpec(value=value)
    if not isinstance(value, str):
        table.note(name, f"found {shown(value)}, expected a number, true, false or an expression")
        return ValueSpec()
    try:
        return read_value(value)
    except KataError as error:
        noted(table, name, error)
        return ValueSpec()


def _size(table: Table, name: str) -> Size:
    value = table.values[name]
    if isinstance(value, list) and value and all(type(item) is int for item in value):
        return tuple(value)
    if type(value) is int:
        return value
    if not isinstance(value, str):
        expected = 'a whole number, a list of them, or an expression like "n_heads * head_dim"'
        table.note(name, f"found {shown(value)}, expected {expected}")
        return 1
    try:
        symbols(value)
    except KataError as error:
        noted(table, name, error)
        return 1
    return value
