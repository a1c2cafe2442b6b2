"""Trains a small model that notes how it is called, on batches of sizes that the case gives.

The case's options say how: `batch_sizes`, `loader` ("list", "generator", otherwise an object that
can only be iterated over), `is_eval` (the mode before the epoch), `by_name` and `epochs`.
"""

from numbers import Real

import torch
from torch import Tensor, nn


class Centred(nn.Module):
    """Values less half a centre: their batch's mean in train mode, a running one in eval mode."""

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
        return hidden - 0.5 * centre


class Model(nn.Module):
    """Linear, centred by a part of its own that goes by its mode, linear."""

    def __init__(self, case) -> None:
        super().__init__()
        for name in ("first", "second"):
            # No nn.Parameter: that would not be known to be where the inputs are.
            self._parameters[name] = case.inputs[name].detach().clone().requires_grad_()
        self.centred = Centred(torch.zeros_like(self.first[0]))
        self.grad_modes: list[bool] = []

    def forward(self, x: Tensor) -> Tensor:
        self.grad_modes.append(torch.is_grad_enabled())
        return torch.tanh(self.centred(x @ self.first)) @ self.second


class SGD(torch.optim.Optimizer):
    """SGD with momentum; the first use of torch's own takes a second, since it loads a compiler."""

    def __init__(self, params, lr: float, momentum: float) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum})

    def add_param_group(self, param_group: dict) -> None:
        params = list(param_group["params"])
        self.param_groups.append({**self.defaults, **param_group, "params": params})

    def zero_grad(self, set_to_none: bool = True) -> None:
        for group in self.param_groups:
            for p in group["params"]:
                if set_to_none:
                    p.grad = None
                elif p.grad is not None:
                    p.grad = torch.zeros_like(p.grad)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                velocity = self.state[p].get("velocity", torch.zeros_like(p))
                velocity = group["momentum"] * velocity + p.grad
                self.state[p]["velocity"] = velocity
                p -= group["lr"] * velocity
        return loss


class Loader:
    """Batches that can be iterated over; counts how often that was begun."""

    def __init__(self, batches: list) -> None:
        self.batches = batches
        self.passes = 0

    def __iter__(self):
        self.passes += 1
        yield from self.batches


class Loss:
    """A mean over the batch that tells outputs from targets; counts its calls."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, outputs: Tensor, targets: Tensor) -> Tensor:
        self.calls += 1
        return ((outputs - targets).square() * (1 + targets.square())).mean()


def build(namespace, case):
    """The function itself."""
    if not callable(namespace.train_epoch):
        raise AssertionError("train_epoch is not a function")
    return namespace.train_epoch


def run(subject, case) -> dict[str, Tensor]:
    """The mean loss of every epoch, and what has become of the model and the batches."""
    model = Model(case).train(not case.options.get("is_eval", False))
    optimizer = SGD(model.parameters(), lr=0.2, momentum=0.5)
    sizes = case.options.get("batch_sizes", [4, 4, 3])
    loss_fn = Loss()
    seen = {}
    for epoch in range(1, case.options.get("epochs", 1) + 1):
        batches = cut(case, sizes)
        loader = Loader(batches)
        given = {
            "model": model,
            "loader": as_asked(loader, case.options.get("loader")),
            "loss_fn": loss_fn,
            "optimizer": optimizer,
        }
        is_named = case.options.get("by_name", False)
        mean = subject(**given) if is_named else subject(*given.values())
        seen[f"mean loss of epoch {epoch}"] = as_number(mean)
        holds_graph = isinstance(mean, Tensor) and mean.requires_grad
        seen[f"the mean loss of epoch {epoch} holds a graph"] = noted(holds_graph)
        seen[f"times that the loader was begun in epoch {epoch}"] = noted(loader.passes)
        after = f"after epoch {epoch}"
        seen |= {f"parameter {n} {after}": p.detach().clone() for n, p in model.named_parameters()}
        seen[f"running mean {after}"] = model.centred.centre.clone()
        seen[f"inputs {after}"] = torch.cat([inputs for inputs, _ in batches])
        seen[f"targets {after}"] = torch.cat([targets for _, targets in batches])
    seen["calls of the model"] = noted(len(model.grad_modes))
    seen["calls of the model in train mode"] = noted(sum(model.centred.modes))
    seen["calls of the model that record gradients"] = noted(sum(model.grad_modes))
    seen["calls of the loss"] = noted(loss_fn.calls)
    return seen


def cut(case, sizes: list[int]) -> list[tuple[Tensor, Tensor]]:
    """The samples dealt out to batches of these sizes, in order."""
    x, y = case.inputs["x"].detach().clone(), case.inputs["y"].detach().clone()
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


def as_number(mean) -> Tensor:
    """The mean loss as a scalar; AssertionError if it is anything else."""
    if isinstance(mean, Tensor) and mean.numel() == 1:
        mean = mean.item()
    if not isinstance(mean, Real):
        raise AssertionError(f"train_epoch returned a {type(mean).__name__}, expected a number")
    return torch.tensor(float(mean), dtype=torch.float64)


def noted(value: int) -> Tensor:
    """A count or a truth as a tensor."""
    return torch.tensor(value)
