"""Applies an initialisation to a model and measures what has become of its parameters.

Weights are drawn, so no two runs agree: what is returned are statistics of very many of them,
rounded so coarsely that chance does not show. The sizes make the wanted numbers fall on that grid.
"""

import torch
from torch import Tensor, nn

MANY = 90  # rows or columns: fewer vary by chance


class LinearScale(nn.Module):
    """A linear layer by its name and what it has, but none by its kind."""

    def __init__(self, in_features: int) -> None:
        super().__init__()
        self.in_features = self.out_features = in_features
        self.weight = nn.Parameter(torch.ones(in_features, in_features))
        self.bias = nn.Parameter(torch.zeros(in_features))


def build(namespace, case):
    """The function that `model.apply` is given."""
    if not callable(namespace.init_weights):
        raise AssertionError("init_weights is not a function")
    return namespace.init_weights


def run(subject, case) -> dict[str, Tensor]:
    """Statistics of the linear layers, and all parameters and buffers of the other parts."""
    model = made(case)
    linears = {name: part for name, part in model.named_modules() if type(part) is nn.Linear}
    model.apply(subject)
    seen: dict[str, Tensor] = {}
    for name, layer in linears.items():
        seen |= {f"{name}: {what}": value for what, value in measured(layer).items()}
    for name, part in model.named_modules():
        if type(part) is not nn.Linear:
            tensors = (*part.named_parameters(recurse=False), *part.named_buffers(recurse=False))
            seen |= {f"{name}.{what}": tensor.detach().double() for what, tensor in tensors}
    first, second = linears["wide"].weight, linears["twin"].weight
    seen["two layers are drawn alike"] = noted(torch.equal(first, second))
    seen["parameters that take a gradient"] = noted(
        sum(parameter.requires_grad for parameter in model.parameters())
    )
    seen["parameters in a graph"] = noted(
        sum(parameter.grad_fn is not None for parameter in model.parameters())
    )
    return seen


def made(case) -> nn.Module:
    """A model with linear layers of the case's sizes among parts that must stay as they are."""
    fan_in, fan_out = case.inputs["fan_in"], case.inputs["fan_out"]
    model = nn.ModuleDict(
        {
            "wide": nn.Linear(fan_in, fan_out),
            "norm": nn.LayerNorm(5),
            "twin": nn.Linear(fan_in, fan_out, bias=False),
            "scale": LinearScale(3),
            "conv": nn.Conv2d(3, 4, 2),
            "blocks": nn.Sequential(nn.ReLU(), nn.Sequential(nn.Linear(fan_out, fan_in))),
            "table": nn.Embedding(7, 3),
            "pair": nn.Bilinear(2, 3, 4),
            "batch_norm": nn.BatchNorm1d(3),
        }
    )
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), case.inputs["before"], strict=True):
            parameter.fill_(value)
    return model


def measured(layer: nn.Linear) -> dict[str, Tensor]:
    """What can be said of a layer's parameters without saying how they were drawn."""
    weight = layer.weight.detach().double()
    if not bool(torch.isfinite(weight).all()):
        raise AssertionError("a weight is not finite")
    spread = weight.std().clamp(min=1e-30)
    standard = (weight - weight.mean()) / spread
    different = torch.tensor(len(weight.unique()) / weight.numel(), dtype=torch.float64)
    found = {
        "shape of the weight": torch.tensor(weight.shape, dtype=torch.float64),
        "spread, as a power of two": on_grid(spread.log2(), 0.1),
        "mean, in spreads": on_grid(weight.mean() / spread, 0.1),
        "fourth moment, in spreads": on_grid(standard.pow(4).mean(), 0.6),
        "share of different weights": on_grid(different, 0.25),
        "weights that belong together": noted(sum(hang_together(weight))),
    }
    if layer.bias is not None:
        found["bias"] = layer.bias.detach().double()
    return found


def hang_together(weight: Tensor) -> list[bool]:
    """For rows and columns, if there are many: whether their means vary unlike those of a draw."""
    found = []
    for axis in (0, 1):
        means = weight.mean(dim=1 - axis)
        ratio = means.std() * weight.shape[1 - axis] ** 0.5 / weight.std().clamp(min=1e-30)
        found.append(len(means) >= MANY and not 0.5 < ratio < 2)
    return found


def on_grid(value: Tensor, step: float) -> Tensor:
    """The multiple of `step` that is nearest."""
    return (value / step).round() * step + 0.0


def noted(value: int) -> Tensor:
    """A count or a truth as a tensor."""
    return torch.tensor(value)
