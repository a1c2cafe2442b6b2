"""Would this run on an accelerator? Told on a machine without one.

Inputs, parameters and registered buffers carry a tag that says "on the device"; whatever is made
without asking for a device does not. A result carries the tag when an operand does. An operation on
tagged and untagged tensors together is what raises on a real device. Values stay real, so that
branches on data work, and the place in the attempt's file is known.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from torchkata.worker.calls import line_in

TAG = "_on_virtual_device"
DEVICE_GETTER = Tensor.device.__get__
TO_CPU = (Tensor.cpu,)
MOVES = (Tensor.to, Tensor.cuda)
# Indexing on a device takes indices from the CPU.
TAKES_CPU_INDICES = (Tensor.__getitem__, Tensor.__setitem__, Tensor.index_put_, Tensor.index_put)
# Not operations on values: getters, copies that move by themselves.
ANY_DEVICE = (Tensor.copy_,)
FACTORIES = tuple(
    getattr(torch, name)
    for name in (
        "zeros ones full arange eye empty rand randn linspace logspace tensor randint randperm "
        "tril_indices triu_indices as_tensor from_numpy scalar_tensor range "
        "hann_window hamming_window bartlett_window blackman_window kaiser_window"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Stray:
    """A tensor that was not where its operands are."""

    function: str
    line: int | None  # in the attempt, from 1


class VirtualDevice(TorchFunctionMode):
    """Follows tags through every torch call; `strays` are the calls that would raise."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.strays: list[Stray] = []

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Call `func`, compare and pass on tags."""
        kwargs = kwargs or {}
        result = func(*args, **kwargs)
        if func is DEVICE_GETTER or not has_tensor(result):
            self.compare(func, args, kwargs)
            return result
        if func in FACTORIES:
            set_tag(result, kwargs.get("device") is not None or self.copies_tagged(func, args))
        elif func in TO_CPU or (func in MOVES and names_cpu(args, kwargs)):
            set_tag(result, False)
        elif func in MOVES:
            set_tag(result, names_device(args, kwargs) or any(map(is_tagged, tensors_in(args))))
        else:
            self.compare(func, args, kwargs)
            operands = [*tensors_in(args), *tensors_in(tuple(kwargs.values()))]
            moved = kwargs.get("device") is not None
            set_tag(result, moved or any(map(is_tagged, operands)))
        return result

    @staticmethod
    def copies_tagged(func: Callable[..., Any], args: tuple[Any, ...]) -> bool:
        """`torch.as_tensor(x)` stays where x is."""
        return func is torch.as_tensor and any(map(is_tagged, tensors_in(args)))

    def compare(
        self, func: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Note a call whose operands are in two places; scalars may come from the CPU."""
        if func in ANY_DEVICE or func.__name__ in ("__get__", "__set__"):
            return
        taken = with_device_rules(func, args)
        operands = [*tensors_in(taken), *tensors_in(tuple(kwargs.values()))]
        needs_device = any(is_tagged(operand) for operand in operands)
        if needs_device and any(not is_tagged(t) and t.dim() > 0 for t in operands):
            self.strays.append(Stray(func.__name__, line_in(self.path)))


def with_device_rules(func: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments that have to be in one place."""
    if func not in TAKES_CPU_INDICES or not is_tagged(args[0]):
        return args  # a table on the CPU takes no indices from the device
    has_index = any(True for _ in tensors_in(args[1:2]))
    return args[:1] + args[2:] if has_index else args[:1]


def tag_registered(module: nn.Module) -> None:
    """Move a module: its parameters and registered buffers, nothing else."""
    for tensor in [*module.parameters(), *module.buffers()]:
        setattr(tensor, TAG, True)


def tensors_in(values: Any) -> Iterator[Tensor]:
    """The tensors in arguments, also in lists and tuples of them."""
    for value in values:
        if isinstance(value, Tensor):
            yield value
        elif isinstance(value, tuple | list):
            yield from tensors_in(value)


def has_tensor(result: Any) -> bool:
    """Whether a call returned tensors."""
    return any(True for _ in tensors_in((result,)))


def is_tagged(value: object) -> bool:
    """Whether a value is a tensor on the virtual device."""
    return isinstance(value, Tensor) and bool(getattr(value, TAG, False))


def set_tag(result: Any, on: bool) -> None:
    """Say where the tensors of a result are."""
    for tensor in tensors_in((result,)):
        setattr(tensor, TAG, on)


def names_cpu(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Whether `.to(...)` asks for the CPU in words; `.to(x.device)` does not."""
    asked = [*args[1:], kwargs.get("device")]
    return any(isinstance(a, str) and a.startswith("cpu") for a in asked)


def names_device(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Whether `.to(...)` asks for the device: by `x.device`, or by a tensor that is there."""
    asked = [*args[1:], *kwargs.values()]
    return any(isinstance(a, torch.device) or is_tagged(a) for a in asked)
