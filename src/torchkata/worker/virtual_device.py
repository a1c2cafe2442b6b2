"""Would this run on an accelerator? Told on a machine without one.

Inputs, parameters and registered buffers carry a tag that says "on the device"; whatever is made
without asking for a device, at import and in `__init__` too, one that says "away". A result is on
the device when an operand is. An operation on both together is what raises on a real device. What
carries no tag (it came out of compiled code, say) is not judged. Values stay real, so that branches
on data work, and the place in the attempt's file is known.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from torchkata.worker.calls import line_in

TAG = "_on_virtual_device"
DEVICE_GETTER = Tensor.device.__get__
HERE = torch.device("cpu", 0)  # equal to no device that a tensor says, and as good as the CPU
MOVES = (Tensor.to, Tensor.type_as)
FETCHES = (Tensor.numpy, Tensor.__array__)  # refuse what is on a device
# Indexing on a device takes indices from the CPU.
TAKES_CPU_INDICES = (Tensor.__getitem__, Tensor.__setitem__, Tensor.index_put_, Tensor.index_put)
# Not operations on values: getters, copies that move by themselves.
ANY_DEVICE = (Tensor.copy_, torch._has_compatible_shallow_copy_type)
SET_DATA = Tensor.data.__set__  # type: ignore[attr-defined]  # how a module moves its parameters
FACTORIES = tuple(
    getattr(torch, name)
    for name in (
        "zeros ones full arange eye empty rand randn linspace logspace tensor randint randperm "
        "tril_indices triu_indices as_tensor from_numpy scalar_tensor range "
        "hann_window hamming_window bartlett_window blackman_window kaiser_window"
    ).split()
)


FROM_NUMPY = torch.from_numpy


def from_numpy_off_device(array: Any) -> Tensor:
    """What numpy holds is on the CPU."""
    tensor: Tensor = FROM_NUMPY(array)
    set_tag(tensor, False)
    return tensor


@dataclass(frozen=True, slots=True)
class Stray:
    """A tensor that was not where its operands are."""

    function: str
    line: int | None  # in the attempt, from 1
    born: int | None = None  # the line on which the tensor was made


class VirtualDevice(TorchFunctionMode):
    """Follows tags through every torch call; `strays` are the calls that would raise."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.strays: list[Stray] = []
        self.births: dict[int, int] = {}  # of tensors made off the device: line, by identity
        self.kept: list[Any] = []  # so that no identity is used twice

    def __enter__(self) -> "VirtualDevice":
        torch.from_numpy = from_numpy_off_device  # type: ignore[assignment]  # modes miss it
        super().__enter__()  # type: ignore[no-untyped-call]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        super().__exit__(kind, error, trace)  # type: ignore[no-untyped-call]
        torch.from_numpy = FROM_NUMPY

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Call `func`, compare and pass on tags."""
        kwargs = kwargs or {}
        if func == DEVICE_GETTER and is_tagged(args[0]):
            return HERE
        result = func(*args, **kwargs)
        asked = kwargs.get("device")
        if func in FETCHES and is_tagged(args[0]):
            self.strays.append(Stray(func.__name__, line_in(self.path)))
        if func == SET_DATA:
            set_tag(args[0], is_tagged(args[1]))
        elif not has_tensor(result):
            self.compare(func, args, kwargs)
        elif asked is not None:
            result = moved(result, args, is_here(asked))
        elif func in FACTORIES:
            set_tag(result, self.copies_tagged(func, args))
            self.note_birth(result)
        elif func in MOVES:
            result = moved(result, args, moved_here(args, kwargs))
        elif func is Tensor.cpu:
            result = moved(result, args, False)
        elif func not in ANY_DEVICE:  # a copy stays where it is
            self.compare(func, args, kwargs)
            operands = [*tensors_in(args), *tensors_in(tuple(kwargs.values()))]
            if any(map(is_tagged, operands)):
                set_tag(result, True)
            elif any(map(is_away, operands)):
                set_tag(result, False)
                self.note_birth(result, operands)
        return result

    def note_birth(self, result: Any, parents: Sequence[Tensor] = ()) -> None:
        """Remember where a tensor off the device comes from: its parents' line, or this one."""
        lines = (self.births[id(p)] for p in parents if id(p) in self.births)
        line = next(lines, None) or line_in(self.path)
        if line is not None:
            self.births |= {id(tensor): line for tensor in tensors_in((result,))}
            self.kept.append(result)

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
        away = [t for t in operands if is_away(t) and t.dim() > 0]
        if needs_device and away:
            born = next((self.births[id(t)] for t in away if id(t) in self.births), None)
            self.strays.append(Stray(func.__name__, line_in(self.path), born))


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
    return isinstance(value, Tensor) and bool(getattr(innermost(value), TAG, False))


def is_away(tensor: Tensor) -> bool:
    """Whether a tensor was made off the device, or is a parameter that nobody moved there."""
    tag = getattr(innermost(tensor), TAG, None)
    return tag is False or (tag is None and isinstance(tensor, nn.Parameter))


def set_tag(result: Any, on: bool) -> None:
    """Say where the tensors of a result are."""
    for tensor in tensors_in((result,)):
        setattr(innermost(tensor), TAG, on)


def moved(result: Any, args: tuple[Any, ...], on: bool) -> Any:
    """What a move gives: another tensor than its operand, wherever that stays behind."""
    if on != is_tagged(result) and any(result is operand for operand in tensors_in(args)):
        result = result.clone()
    set_tag(result, on)
    return result


def innermost(tensor: Tensor) -> Tensor:
    """The tensor that vmap and grad wrap; the wrappers come and go."""
    while torch._C._functorch.is_functorch_wrapped_tensor(tensor):
        tensor = torch._C._functorch.get_unwrapped(tensor)
    return tensor


def is_here(device: object) -> bool:
    """Whether a device is the virtual one: it comes from a tensor there, never from a name."""
    return isinstance(device, torch.device) and device.index is not None


def moved_here(args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
    """Where `.to(...)` and its like leave a tensor: where they say, else where it was."""
    asked = [*args[1:], *kwargs.values()]
    for a in asked:
        if isinstance(a, torch.device | str):
            return is_here(a)
        if isinstance(a, Tensor):
            return is_tagged(a)
    return is_tagged(args[0])
