"""Everything in float64, also where the code asks for less.

A norm may compute in float32 and a table may be built in float32: that is good practice and not a
difference between functions. Lifting each explicit request for a lower floating dtype to float64
leaves two right implementations within 1e-15 of each other.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

LOW = (torch.float32, torch.float16, torch.bfloat16)
LOWERING_METHODS = (Tensor.float, Tensor.half, Tensor.bfloat16)


class Lift(TorchFunctionMode):
    """Turns every request for a lower floating dtype into one for float64."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Call `func` with lifted dtypes."""
        if func in LOWERING_METHODS:
            return Tensor.double(args[0])
        lifted = tuple(lift(argument) for argument in args)
        return func(*lifted, **{name: lift(value) for name, value in (kwargs or {}).items()})


def lift(argument: Any) -> Any:
    """float64 for a lower floating dtype, anything else as it is."""
    return torch.float64 if isinstance(argument, torch.dtype) and argument in LOW else argument
