"""Has a small classifier evaluated that notes how it is called, and looks at it afterwards.

The case's options say how: `batch_sizes`, `loader` ("list", "generator", otherwise an object that
can only be iterated over), `is_eval` (the mode before) and `by_name`.
"""

from numbers import Real

import torch
from torch import Tensor, nn


class Centred(nn.Module):
    """Values less a centre: their batch's mean in train mode, a running one in eval mode."""

    def __init__(self, centre: Tensor) -> None:
        super().__init__()
        self.register_buffer("centre", centre)
        self.modes: list[bool] = []

    def forward(self, hidden: Tensor) -> Tensor:
        self.modes.append(self.training)
        centre = self.centre
        if self.training:
            centre = hidden.mean(dim=0)
            self.centre = (self.centre + centre.detach()) / 2
        return hidden - centre


class Model(nn.Module):
    """Linear, centred by a part of its own that goes by its mode, linear."""

    def __init__(self, case) -> None:
        super().__init__()
        for name in ("first", "second"):
            # No nn.Parameter: that would not be known to be where the inputs are.
            self._parameters[name] = case.inputs[name].detach().clone().requires_grad_()
        self.centred = Centred(case.inputs["centre"].detach().clone())
        self.activation = nn.Tanh()
        self.grad_modes: list[bool] = []

    def forward(self, x: Tensor) -> Tensor:
        self.grad_modes.append(torch.is_grad_enabled())
        return self.activation(self.centred(x @ self.first)) @ self.second


class Loader:
    """Batches that can be iterated over; counts how often that was begun."""

    def __init__(self, batches: list) -> None:
        self.batches = batches
        self.passes = 0

    def __iter__(self):
        self.passes += 1
        yield from self.batches


class Loss:
    """A mean over the batch; counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, logits: Tensor, targets: Tensor) -> Tensor:
        if targets.is_floating_point() or not logits.is_floating_point():
            raise AssertionError("loss_fn takes the model's outputs first, then the targets")
        self.calls += 1
        chosen = logits.gather(1, targets[:, None])
        return (logits.logsumexp(dim=1, keepdim=True) - chosen).mean()


def build(namespace, case):
    """The function itself."""
    if not callable(namespace.evaluate):
        raise AssertionError("evaluate is not a function")
    return namespace.evaluate


def run(subject, case) -> dict[str, Tensor]:
    """Both numbers, what the model was asked, and what it is like afterwards."""
    model = Model(case).train(not case.options.get("is_eval", False))
    for parameter in model.parameters():
        parameter.grad = torch.ones_like(parameter)  # as if in the middle of training
    batches = cut(case, case.options.get("batch_sizes", [4, 4, 3]))
    loader, loss_fn = Loader(batches), Loss()
    given = {
        "model": model,
        "loader": as_asked(loader, case.options.get("loader")),
        "loss_fn": loss_fn,
    }
    is_named = case.options.get("by_name", False)
    loss, accuracy = both(subject(**given) if is_named else subject(*given.values()))
    in_train_mode = sum(part.training for part in model.modules())
    seen = {
        "mean loss": as_number("the mean loss", loss),
        "accuracy": as_number("the accuracy", accuracy),
        "the mean loss holds a graph": noted(isinstance(loss, Tensor) and loss.requires_grad),
        "calls of the model": noted(len(model.grad_modes)),
        "calls of the model in train mode": noted(sum(model.centred.modes)),
        "calls of the model that record gradients": noted(sum(model.grad_modes)),
        "parts of the model in train mode afterwards": noted(in_train_mode),
        "calls of the loss": noted(loss_fn.calls),
        "times that the loader was begun": noted(loader.passes),
        "running mean afterwards": model.centred.centre.clone(),
        "inputs afterwards": torch.cat([inputs for inputs, _ in batches]),
        "targets afterwards": torch.cat([targets for _, targets in batches]),
    }
    for name, parameter in model.named_parameters():
        seen[f"parameter {name} afterwards"] = parameter.detach().clone()
        seen[f"parameter {name} takes gradients afterwards"] = noted(parameter.requires_grad)
        gradient = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
        seen[f"gradient of parameter {name} afterwards"] = gradient.detach().clone()
    return seen


def cut(case, sizes: list[int]) -> list[tuple[Tensor, Tensor]]:
    """The samples dealt out to batches of these sizes, in order."""
    x, y = case.inputs["x"].detach().clone(), case.inputs["y"].clone()
    ends = torch.tensor(sizes).cumsum(0).tolist()
    return [(x[e - s : e], y[e - s : e]) for s, e in zip(sizes, ends, strict=True)]


def as_asked(loader: Loader, kind: str | None):
    """The batches as the kind of iterable that the case asks for."""
    if kind == "generator":
        return iter(loader)
    if kind == "list":
        loader.passes = 1
        return [list(batch) for batch in loader.batches]
    return loader


def both(returned) -> tuple:
    """What was returned, as a pair; AssertionError if it is anything else."""
    if not isinstance(returned, tuple | list) or len(returned) != 2:
        is_many = isinstance(returned, tuple | list)
        many = f" of {len(returned)}" if is_many else ""
        what = f"a {type(returned).__name__}{many}"
        raise AssertionError(f"evaluate returned {what}, expected (mean loss, accuracy)")
    return tuple(returned)


def as_number(name: str, value) -> Tensor:
    """One of the results as a scalar; AssertionError if it is anything else."""
    if isinstance(value, Tensor) and value.numel() == 1:
        value = value.item()
    if not isinstance(value, Real):
        raise AssertionError(f"{name} is a {type(value).__name__}, expected a number")
    return torch.tensor(float(value), dtype=torch.float64)


def noted(value: int) -> Tensor:
    """A count or a truth as a tensor."""
    return torch.tensor(value)
