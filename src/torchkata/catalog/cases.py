"""The author's own cases: what each of them changes."""

from collections.abc import Mapping

from torchkata.catalog.fields import input_at, read_sizes, read_values
from torchkata.catalog.table import Table
from torchkata.contracts import CaseSpec, Draw, Layout, MaskDraw, TensorSpec, ValueSpec

Inputs = Mapping[str, TensorSpec | ValueSpec]


def read_cases(tables: list[Table], inputs: Inputs) -> tuple[CaseSpec, ...]:
    """One case a `[[cases]]` table, in the file's order."""
    return tuple(_case(table, inputs) for table in tables)


def _case(table: Table, inputs: Inputs) -> CaseSpec:
    case = CaseSpec(
        name=table.text("name"),
        sizes=read_sizes(table.table("sizes")),
        build=read_values(table.table("build")),
        inputs=_overrides(table.table("inputs"), inputs),
        options=table.table("options").values,
        draw=table.choice("draw", Draw, Draw.NORMAL),
        mask=table.choice("mask", MaskDraw, MaskDraw.RANDOM),
        layout=table.choice("layout", Layout, Layout.CONTIGUOUS),
        grad=table.flag("grad", True),
    )
    table.finish()
    return case


def _overrides(table: Table, inputs: Inputs) -> dict[str, TensorSpec | ValueSpec | None]:
    return {name: _override(table, name, inputs.get(name)) for name in table.names()}


def _override(
    table: Table, name: str, general: TensorSpec | ValueSpec | None
) -> TensorSpec | ValueSpec | None:
    """None where the case leaves the argument out."""
    if table.values[name] != "none":
        return input_at(table, name)
    if isinstance(general, TensorSpec) and not general.optional:
        table.note(name, f'"{general.text}" cannot be left out; write "{general.text} | none"')
    return None
