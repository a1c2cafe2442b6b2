"""A kata as bytes, for the next process: records become dicts and tuples of plain values."""

import marshal
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from torchkata.contracts import (
    Belt,
    CaseSpec,
    Draw,
    Kata,
    Kind,
    Layout,
    MaskDraw,
    TensorSpec,
    ValueSpec,
)

PLAIN = CaseSpec("")  # most cases say little that it does not
WORDS: dict[str, type[StrEnum]] = {"draw": Draw, "mask": MaskDraw, "layout": Layout}  # of a case

Fields = dict[str, Any]


def packed(kata: Kata) -> bytes:
    """The kata without its folder. ValueError where a value of it has no bytes, as a date has."""
    told = _fields(kata)
    del told["folder"]
    told |= {"belt": kata.belt.value, "kind": kata.kind.value}
    told |= {"build": _arguments(kata.build), "inputs": _arguments(kata.inputs)}
    return marshal.dumps({**told, "cases": [_told(case) for case in kata.cases]})


def unpacked(data: bytes, folder: Path) -> Kata:
    """What `packed` was given."""
    told = marshal.loads(data)
    told |= {"belt": Belt(told["belt"]), "kind": Kind(told["kind"])}
    told |= {"build": _specs(told["build"]), "inputs": _specs(told["inputs"])}
    return Kata(**{**told, "folder": folder, "cases": tuple(map(_case, told["cases"]))})


def _fields(record: Kata | CaseSpec) -> Fields:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _told(case: CaseSpec) -> Fields:
    """What the case says that the plain one does not."""
    told = {name: value for name, value in _fields(case).items() if value != getattr(PLAIN, name)}
    told |= {name: told[name].value for name in WORDS if name in told}
    return told | {name: _arguments(told[name]) for name in ("build", "inputs") if name in told}


def _case(told: Fields) -> CaseSpec:
    for name, kind in WORDS.items():
        if name in told:
            told[name] = kind(told[name])
    for name in ("build", "inputs"):
        if name in told:
            told[name] = _specs(told[name])
    return CaseSpec(**told)


def _arguments(specs: Mapping[str, TensorSpec | ValueSpec | None]) -> Fields:
    """By name: the fields of a tensor or a value, or None."""
    return {name: spec and _values(spec) for name, spec in specs.items()}


def _values(spec: TensorSpec | ValueSpec) -> tuple[Any, ...]:
    return tuple(getattr(spec, field.name) for field in fields(spec))


def _specs(arguments: Fields) -> dict[str, Any]:
    """What `_arguments` was given: a value has fewer fields than a tensor."""
    return {
        name: values and (ValueSpec if len(values) == 2 else TensorSpec)(*values)
        for name, values in arguments.items()
    }
