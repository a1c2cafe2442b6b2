"""The methods of a class, and what is said of its layers."""

from collections.abc import Callable
from dataclasses import replace

from torchkata.source.structure.spelling import keyword, named
from torchkata.source.structure.tables import LAYERS
from torchkata.source.structure.term import Term, changed
from torchkata.source.structure.units import Unit

Change = Callable[[Term], Term | None]
Methods = dict[str, list[Unit]]
Layers = dict[str, Unit]  # "self.q_proj" -> the unit that sets it
LAST = ("#-1", "#2")  # the last axis of a tensor that a linear layer made
LEFT_OUT = Term("left out")


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
