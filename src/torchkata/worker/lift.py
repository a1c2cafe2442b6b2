"""Everything in float64, also where the code asks for float32.

A norm may compute in float32 and a table may be built in float32: that is good practice and not a
difference between functions. Lifting each explicit request for float32 to float64 leaves two right
implementations within 1e-15 of each other. Half precision is lifted nowhere: it loses digits.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode


class Lift(TorchFunctionMode):
    """Turns every request for float32 into one for float64."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Call `func` with lifted dtypes."""
        if func is Tensor.float:
            return Tensor.double(args[0])
        lifted = tuple(lift(argument) for argument in args)
        return func(*lifted, **{name: lift(value) for name, value in (kwargs or {}).items()})


def lift(argument: Any) -> Any:
    """float64 for float32, anything else as it is."""
    return torch.float64 if argument is torch.float32 else argument
