"""Gradients as if nothing had been detached.

Only for naming a mistake: where an attempt agrees with the reference in this mode and not without
it, its values are right and its gradients are cut.
"""

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor
from torch.overrides import TorchFunctionMode

IDENTITY = (Tensor.detach, torch.detach, Tensor.data.__get__)  # type: ignore[attr-defined]
SWITCH = torch._C._set_grad_enabled


class Transparent(TorchFunctionMode):
    """`detach`, `.data` and `no_grad` do nothing."""

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Call `func`, or pass its input through."""
        if func in IDENTITY:
            return args[0]
        if func is SWITCH:
            return None
        return func(*args, **(kwargs or {}))
