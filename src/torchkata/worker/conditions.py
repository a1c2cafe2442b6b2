"""The conditions under which a target is built and run: seed, dtypes, grad mode."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from torchkata.worker.integrity import default_device_kept
from torchkata.worker.lift import Lift
from torchkata.worker.messages import Evaluation

SEED = 20_240_229


def dtype_named(name: str) -> torch.dtype:
    """`torch.float64` for "float64"."""
    dtype = getattr(torch, name)
    assert isinstance(dtype, torch.dtype)
    return dtype


def move(module: nn.Module, device: str, dtype: torch.dtype | None) -> None:
    """Put a module on a device, and what is floating in it into a dtype, if one is given.

    What is complex stays so, as `module.double()` leaves it: `Module.to` would make it real.
    """

    def moved(tensor: Tensor) -> Tensor:
        kind = dtype if tensor.is_floating_point() else None
        if tensor.is_complex() and dtype is torch.float64:
            kind = torch.complex128
        return tensor.to(device, kind)

    held = (*nn.Module.parameters(module), *nn.Module.buffers(module))
    # To go through all takes a while; what holds none may move something else in `_apply`.
    if not held or any(moved(tensor) is not tensor for tensor in held):
        nn.Module._apply(module, moved)  # type: ignore[no-untyped-call]


@contextmanager
def settings(evaluation: Evaluation) -> Iterator[None]:
    """Seed, default dtype and grad mode for one run; put back whatever the run did to them."""
    before = torch.get_default_dtype()
    torch.default_generator.manual_seed(SEED)
    torch.set_default_dtype(dtype_named(evaluation.default_dtype))
    try:
        with default_device_kept(), torch.enable_grad():
            yield
    finally:
        torch.set_default_dtype(before)
        torch.set_grad_enabled(True)


@contextmanager
def one_kind_of_float(evaluation: Evaluation) -> Iterator[None]:
    """Lift lower floating dtypes where the evaluation asks for it."""
    if not evaluation.lift:
        yield
        return
    with Lift():
        yield
