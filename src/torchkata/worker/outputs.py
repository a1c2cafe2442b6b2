"""From whatever a target returned to named tensors."""

from typing import Any

import torch
from torch import Tensor, nn

PLAIN_TENSORS = (Tensor, nn.Parameter)  # exact types: a subclass may lie about its values


def flatten(value: Any, name: str = "out") -> tuple[dict[str, str], dict[str, Tensor]]:
    """What was returned, as kinds and tensors by name: `out`, `out[0]`, `out.key`.

    Kinds are "tensor", "number", "none" or, for anything else, the name of its type.
    """
    kinds: dict[str, str] = {}
    tensors: dict[str, Tensor] = {}
    collect(value, name, kinds, tensors)
    return kinds, tensors


def collect(
    value: Any,
    name: str,
    kinds: dict[str, str],
    tensors: dict[str, Tensor],
    around: tuple[int, ...] = (),
) -> None:
    """Add `value` under `name`, its parts under names of their own; `around` are what hold it."""
    inside = (*around, id(value))
    if type(value) in PLAIN_TENSORS and value.layout is not torch.strided:
        kinds[name] = f"tensor with layout {value.layout}"
    elif type(value) in PLAIN_TENSORS and value.is_complex():
        kinds[name] = f"tensor of dtype {value.dtype}"
    elif type(value) in PLAIN_TENSORS:
        kinds[name], tensors[name] = "tensor", value
    elif type(value) in (bool, int, float):
        kinds[name], tensors[name] = "number", torch.tensor(float(value), dtype=torch.float64)
    elif id(value) in around:
        kinds[name] = f"{type(value).__name__} that holds itself"
    elif value is None:
        kinds[name] = "none"
    elif isinstance(value, tuple | list) and len(value) <= 64:
        kinds[name] = f"sequence of {len(value)}"
        for index, part in enumerate(value):
            collect(part, f"{name}[{index}]", kinds, tensors, inside)
    elif type(value) is dict and len(value) <= 256:
        kinds[name] = f"dict of {len(value)}"
        for key, part in value.items():
            collect(part, f"{name}.{key}" if name else str(key), kinds, tensors, inside)
    else:
        kinds[name] = type(value).__name__


def plain(tensor: Tensor) -> Tensor:
    """The values alone: contiguous, on the CPU, with no history."""
    return tensor.detach().to("cpu").resolve_conj().resolve_neg().contiguous().clone()


def same_values(a: Tensor, b: Tensor) -> bool:
    """Whether two tensors have equal shapes and entries, NaN beside NaN included."""
    if a.shape != b.shape:
        return False
    a, b = a.detach(), b.detach()
    if torch.equal(a, b):
        return True
    return torch.equal(a.isnan(), b.isnan()) and torch.equal(a.nan_to_num(), b.nan_to_num())
