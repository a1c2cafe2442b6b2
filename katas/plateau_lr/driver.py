"""Tells a schedule one metric after the other and notes every rate that it returns.

The case's options say how: `given` (how many of the optional settings, by position), `by_name`,
`metrics` (in place of those drawn; "nan" is no number), and `twin` (a second schedule that
is told other metrics).
"""

from numbers import Real

import torch
from torch import Tensor

OPTIONAL = ("factor", "patience", "threshold")


def build(namespace, case):
    """The schedule's class: one is made for every run."""
    return namespace.PlateauLR


def run(subject, case) -> dict[str, Tensor]:
    """The rate after every metric."""
    metrics = case.options.get("metrics") or case.inputs["metrics"].detach().double().tolist()
    schedule = made(subject, case)
    twin = made(subject, case) if case.options.get("twin") else None
    rates = []
    for number, metric in enumerate(map(float, metrics)):
        rates.append(as_number(schedule.step(metric), number))
        if twin is not None:
            rates.append(as_number(twin.step(1.0 / (number + 1)), number))
    return {"lr": torch.tensor(rates, dtype=torch.float64)}


def made(schedule_class, case):
    """The schedule, with its settings by position or by name."""
    settings = {name: case.inputs[name] for name in OPTIONAL}
    if case.options.get("by_name"):
        schedule = schedule_class(**settings, lr=case.inputs["lr"])
    else:
        given = list(settings.values())[: case.options.get("given", len(OPTIONAL))]
        schedule = schedule_class(case.inputs["lr"], *given)
    if not callable(getattr(schedule, "step", None)):
        raise AssertionError("PlateauLR has no method step()")
    return schedule


def as_number(rate, step: int) -> float:
    """What the schedule returned, scalar tensors included; AssertionError if it is no number."""
    if isinstance(rate, Tensor) and rate.dim() == 0:
        return rate.item()
    if not isinstance(rate, Real):
        raise AssertionError(f"call {step + 1}: expected a number, got {type(rate).__name__}")
    return float(rate)
