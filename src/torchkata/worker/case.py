"""One drawn case: the arguments that a target is built and called with."""

from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Case:
    """What one run gets; drivers receive it as it is."""

    name: str
    sizes: dict[str, int]
    build: dict[str, Any]
    inputs: dict[str, Any]  # tensors and plain values, in the order of the target's arguments
    options: dict[str, Any] = field(default_factory=dict)
    grad_inputs: tuple[str, ...] = ()  # inputs that are differentiated
    strided: bool = False  # floating-point inputs are non-contiguous
    by_name: bool = False  # arguments are passed by keyword
    grad: bool = True  # gradients of this case are compared
    is_edge: bool = False  # the generic case but for a length or strides
    gives_none: bool = False  # None is an argument like any other, not one that is left out


def with_steps(case: Case, most: int | None) -> Case:
    """The case with fewer steps: of what it has for each of its `steps`, the first few."""
    steps = case.sizes.get("steps", 0)
    if most is None or steps <= most:
        return case
    inputs = {
        name: value[:most] if isinstance(value, Tensor) and value.shape[:1] == (steps,) else value
        for name, value in case.inputs.items()
    }
    return replace(case, sizes={**case.sizes, "steps": most}, inputs=inputs)


def leaf_inputs(
    case: Case, *, dtype: torch.dtype, device: str, scale: float = 1.0, grad: bool = False
) -> dict[str, Any]:
    """Copies of the inputs, floating-point ones in `dtype` and times `scale`."""
    return {
        name: leaf(value, dtype, device, scale).requires_grad_(grad and name in case.grad_inputs)
        if isinstance(value, Tensor)
        else value
        for name, value in case.inputs.items()
    }


def leaf(value: Tensor, dtype: torch.dtype, device: str, scale: float) -> Tensor:
    """A copy of one input."""
    copy = value.detach().to(device, copy=True)
    return copy.to(dtype) * scale if copy.is_floating_point() else copy


def arguments(case: Case, leaves: dict[str, Any]) -> Case:
    """The case as its target sees it: copies once more, so that a change in place shows."""
    given = {
        name: argument(value, case.strided) if isinstance(value, Tensor) else value
        for name, value in leaves.items()
    }
    return replace(
        case,
        sizes=dict(case.sizes),
        build=dict(case.build),
        inputs=given,
        options=dict(case.options),
    )


def argument(value: Tensor, is_strided: bool) -> Tensor:
    """A differentiable copy, non-contiguous where asked."""
    return strided(value) if is_strided and value.is_floating_point() else value.clone()


def strided(tensor: Tensor) -> Tensor:
    """The same values with every second element of memory skipped and the outer axes swapped."""
    if tensor.dim() == 0:
        return tensor.clone()
    swapped = tensor.transpose(0, -1)
    room = swapped.new_zeros(*swapped.shape[:-1], 2 * swapped.shape[-1])
    room[..., ::2] = swapped
    return room[..., ::2].transpose(0, -1)
