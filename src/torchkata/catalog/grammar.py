"""The small language of inputs: `float[B, L, D]`, `int[B, T] < vocab_size`, `mask[B, L] | none`."""

import re

from torchkata.catalog.expressions import symbols
from torchkata.contracts import KataError, TensorSpec, ValueSpec

TENSOR = re.compile(r"\s*(?P<dtype>\w+)\s*\[(?P<dims>[^\[\]]*)\](?P<rest>[^|]*)(?P<none>\|.*)?")
BOUNDS = re.compile(r"\s*(?:>=(?P<low>[^<>=]+))?<(?P<high>[^<>=]+)")
FORMS = (
    "expected float[DIMS], float[DIMS] positive, float[DIMS] no grad, int[DIMS] < HIGH, "
    "int[DIMS] >= LOW < HIGH or mask[DIMS], each with | none where it may be left out"
)


def read_input(text: str) -> TensorSpec | ValueSpec:
    """What an argument of the target is: a tensor by its shape, or a plain Python value."""
    return read_tensor(text) if "[" in text or "|" in text else read_value(text)


def read_value(text: str) -> ValueSpec:
    """A plain Python value: `none`, or a whole-number expression over the symbols."""
    if text.strip() == "none":
        return ValueSpec()
    symbols(text)
    return ValueSpec(expression=text.strip())


def read_tensor(text: str) -> TensorSpec:
    """A tensor, as the input grammar writes it; KataError says which part is wrong."""
    found = TENSOR.fullmatch(text)
    if found is None:
        raise KataError(f'"{text}" is not a tensor', hint=FORMS)
    if found["none"] is not None and found["none"][1:].strip() != "none":
        raise KataError(f'"{text}" ends in "{found["none"]}", not in "| none"', hint=FORMS)
    dims = read_dims(found["dims"])
    optional = found["none"] is not None
    match found["dtype"]:
        case "float":
            positive, grad = _float_modifiers(found["rest"], text)
            return TensorSpec(text, "float", dims, positive=positive, grad=grad, optional=optional)
        case "int":
            low, high = _int_bounds(found["rest"], text)
            return TensorSpec(text, "int", dims, low, high, grad=False, optional=optional)
        case "mask":
            if found["rest"].strip():
                raise KataError(f'"{text}": a mask has no "{found["rest"].strip()}"', hint=FORMS)
            return TensorSpec(text, "mask", dims, grad=False, optional=optional)
        case dtype:
            raise KataError(f'"{text}": "{dtype}" is none of float, int and mask', hint=FORMS)


def read_dims(text: str) -> tuple[str, ...]:
    """The axes between the brackets; () for a scalar."""
    if not text.strip():
        return ()
    dims = tuple(dim.strip() for dim in text.split(","))
    for dim in dims:
        symbols(dim)
    return dims


def _float_modifiers(rest: str, text: str) -> tuple[bool, bool]:
    words = rest.split()
    positive = "positive" in words
    no_grad = words[-2:] == ["no", "grad"] or words[:2] == ["no", "grad"]
    if sorted(words) != sorted(["positive"] * positive + ["no", "grad"] * no_grad):
        raise KataError(f'"{text}": a float has no "{rest.strip()}"', hint=FORMS)
    return positive, not no_grad


def _int_bounds(rest: str, text: str) -> tuple[str, str]:
    found = BOUNDS.fullmatch(rest)
    if found is None:
        raise KataError(f'"{text}": an int needs "< HIGH" or ">= LOW < HIGH"', hint=FORMS)
    low, high = (found["low"] or "0").strip(), found["high"].strip()
    symbols(low)
    symbols(high)
    return low, high
