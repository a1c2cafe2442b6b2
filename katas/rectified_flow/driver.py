"""Trains and samples with a known velocity model that notes what it is asked.

The case's options say how: `model` ("module in train mode", "module in eval mode", otherwise a
plain function) and `by_name`.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn


class Question(NamedTuple):
    """What one call of the model was given."""

    x: Tensor
    t: Tensor
    has_history: bool  # whether gradients were recorded on the way to x


class Velocity:
    """A smooth field on x of any rank; `asked` lists what every call was given."""

    def __init__(self, gain: Tensor) -> None:
        self.gain = gain
        self.asked: list[Question] = []

    def __call__(self, x: Tensor, t: Tensor) -> Tensor:
        """Velocity at x (B, ...) and t (B,)."""
        for name, value in (("x", x), ("t", t)):
            if not isinstance(value, Tensor):
                got = type(value).__name__
                raise AssertionError(f"the model was called with {name} a {got}, not a tensor")
        if t.shape != x.shape[:1]:
            got, expected = tuple(t.shape), tuple(x.shape[:1])
            raise AssertionError(f"the model was called with t of shape {got}, expected {expected}")
        has_history = x.requires_grad and not x.is_leaf
        self.asked.append(Question(x.detach().clone(), t.detach().clone(), has_history))
        batch_last = torch.tanh(self.gain * x).transpose(0, -1) + torch.cos(3 * t)
        return batch_last.transpose(0, -1)


class VelocityModule(nn.Module):
    """The same field as a module; `modes` lists whether each call found it training."""

    def __init__(self, field: Velocity) -> None:
        super().__init__()
        self.field = field
        self.modes: list[bool] = []

    def forward(self, x: Tensor, t: Tensor) -> Tensor:
        self.modes.append(self.training)
        return self.field(x, t)


def build(namespace, case):
    """The class: the model that it is given comes with the case that is run."""
    return namespace.RectifiedFlow


def run(subject, case) -> dict[str, Tensor]:
    """The loss, the sample, and every question that the model was asked on the way."""
    field = Velocity(case.inputs["gain"])
    model = wrapped(field, case.options.get("model", "function"))
    flow = made(subject, model)
    by_name = case.options.get("by_name", False)

    loss = call(flow.loss, by_name, x1=case.inputs["x1"], x0=case.inputs["x0"], t=case.inputs["t"])
    seen = {"loss": loss, **questions(field, "loss")}

    start = case.inputs["x0"].detach().clone().requires_grad_()
    sample = call(flow.sample, by_name, x0=start, steps=case.inputs["steps"])
    with_history = sum(question.has_history for question in field.asked)
    seen["calls of the model during sample whose x records gradients"] = noted(with_history)
    seen |= {"sample": sample, **questions(field, "sample")}
    # x0 first: what was changed in place is x0 itself, and records gradients as it does.
    seen["x0 after sample"] = start.detach().clone()
    seen["sample records gradients"] = noted(is_differentiable(sample))
    return seen | modes(model)


def made(flow_class, model):
    """The flow over this model; AssertionError where it lacks a method."""
    flow = flow_class(model)
    for method in ("loss", "sample"):
        if not callable(getattr(flow, method, None)):
            raise AssertionError(f"RectifiedFlow has no method {method}()")
    return flow


def wrapped(field: Velocity, kind: str):
    """The field as the kind of callable that the case asks for."""
    if kind == "function":
        return lambda x, t: field(x, t)
    return VelocityModule(field).train(kind == "module in train mode")


def call(method, by_name: bool, **arguments):
    """Call with arguments by name or by position."""
    return method(**arguments) if by_name else method(*arguments.values())


def questions(field: Velocity, during: str) -> dict[str, Tensor]:
    """What the model was asked since the last time, call by call; forgets it."""
    asked, field.asked = field.asked, []
    seen = {f"calls of the model during {during}": noted(len(asked))}
    for number, question in enumerate(asked, start=1):
        # Cloned again outside of inference mode, where the tensors may have been made.
        seen[f"x at call {number} of the model during {during}"] = question.x.clone()
        seen[f"t at call {number} of the model during {during}"] = question.t.clone()
    return seen


def modes(model) -> dict[str, Tensor]:
    """Whether a module was training at each call, and is at the end."""
    if not isinstance(model, VelocityModule):
        return {}
    found = {
        f"the model is in train mode at call {number}": noted(mode)
        for number, mode in enumerate(model.modes, start=1)
    }
    return {**found, "the model is in train mode afterwards": noted(model.training)}


def is_differentiable(value) -> bool:
    """Whether gradients were recorded for a result."""
    return isinstance(value, Tensor) and value.requires_grad


def noted(value: int) -> Tensor:
    """A count or a truth as a tensor."""
    return torch.tensor(value)
