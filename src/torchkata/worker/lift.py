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

FLOAT, DOUBLE, LOW, HIGH = Tensor.float, Tensor.double, torch.float32, torch.float64


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
        return lifted(func, args, kwargs)


def lifted(func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any] | None) -> Any:
    """Call `func` with float64 wherever float32 is asked for."""
    if not asks_for_less(func, args, kwargs):
        return func(*args, **kwargs) if kwargs else func(*args)
    if func is FLOAT:
        return DOUBLE(args[0])
    args = tuple(HIGH if given is LOW else given for given in args)
    named = {} if kwargs is None else kwargs
    return func(*args, **{name: HIGH if given is LOW else given for name, given in named.items()})


def asks_for_less(
    func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any] | None
) -> bool:
    """Whether a call asks for float32."""
    if func is FLOAT:
        return True
    for argument in args:
        if argument is LOW:
            return True
    if kwargs:
        for argument in kwargs.values():
            if argument is LOW:
                return True
    return False
