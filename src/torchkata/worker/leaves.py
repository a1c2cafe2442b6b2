"""The trainable tensors and the buffers of a built target, during one evaluation."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from torchkata.worker.faults import AttemptError, Fault
from torchkata.worker.outputs import plain, same_values
from torchkata.worker.subjects import Subject


class Leaves:
    """What they are and hold before the first run, to be compared after the last.

    Where `weights` are given, they are what the leaves hold.
    """

    def __init__(self, subject: Subject, weights: Tensor | None = None) -> None:
        self.subject = subject
        self.tensors = subject.leaves()
        if weights is not None:
            fill(self.tensors, weights)
        self.before = [leaf.detach().clone() for _, leaf in self.tensors]

    def refuse_new(self) -> None:
        """A parameter made in a call is in no optimizer and in no earlier state dict."""
        names = {name for name, _ in self.tensors}
        new = [name for name, _ in self.subject.leaves() if name not in names]
        if new:
            message = f"creates the parameter {new[0]} in a call: create it in __init__"
            raise AttemptError(Fault("state", "NewParameter", message))

    def changed(self) -> tuple[str, ...]:
        """Parameters that a run changed."""
        pairs = zip(self.tensors, self.before, strict=True)
        return tuple(name for (name, leaf), old in pairs if not same_values(leaf, old))


@dataclass(frozen=True, slots=True)
class State:
    """The buffers of a target."""

    buffers: dict[str, Tensor]
    attached: tuple[str, ...]  # those that are part of a graph

    @classmethod
    def of(cls, subject: Subject) -> "State":
        """Copies of them as they are now."""
        if subject.module is None:
            return cls({}, ())
        named = list(nn.Module.named_buffers(subject.module))
        attached = tuple(name for name, buffer in named if buffer.requires_grad)
        return cls({name: plain(real(buffer)) for name, buffer in named}, attached)


def real(tensor: Tensor) -> Tensor:
    """What is complex with an axis more, for its two parts."""
    return torch.view_as_real(tensor.resolve_conj()) if tensor.is_complex() else tensor


@torch.no_grad()
def fill(leaves: list[tuple[str, Tensor]], weights: Tensor) -> None:
    """Fill all leaves from one flat vector."""
    start = 0
    for _, leaf in leaves:
        part = weights[start : start + leaf.numel()].reshape(leaf.shape)
        Tensor.copy_(leaf, part)
        start += leaf.numel()


@torch.no_grad()
def fill_buffers(subject: Subject, names: tuple[str, ...]) -> None:
    """Give the buffers of these names values that are neither 0 nor 1, no two of them alike."""
    held = {} if subject.module is None else dict(nn.Module.named_buffers(subject.module))
    for number, name in enumerate(names):
        if name in held and held[name].is_floating_point():
            buffer = held[name]
            values = torch.linspace(1.5, 1.9, buffer.numel()) + number
            Tensor.copy_(buffer, values.reshape(buffer.shape))
