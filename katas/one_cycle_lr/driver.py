"""Asks a schedule for the learning rate of every step of a run."""

from numbers import Real

import torch
from torch import Tensor

OPTIONAL = ("pct_start", "div_factor", "final_div_factor")


def build(namespace, case):
    """The schedule itself: a function."""
    if not callable(namespace.one_cycle_lr):
        raise AssertionError("one_cycle_lr is not a function")
    return namespace.one_cycle_lr


def run(subject, case) -> dict[str, Tensor]:
    """The learning rate at every step from 0 to total - 1, whatever the order of asking."""
    steps = range(case.inputs["total"])
    asked = reversed(steps) if case.options.get("reverse") else steps
    rates = {step: as_number(call(subject, case, step), step) for step in asked}
    return {"lr": torch.tensor([rates[step] for step in steps], dtype=torch.float64)}


def call(schedule, case, step: int):
    """One call, as the case's options say."""
    max_lr, total = case.inputs["max_lr"], case.inputs["total"]
    settings = {name: case.inputs[name] for name in OPTIONAL}
    if case.options.get("by_name"):
        return schedule(**settings, total=total, step=step, max_lr=max_lr)
    given = list(settings.values())[: case.options.get("given", len(OPTIONAL))]
    return schedule(max_lr, step, total, *given)


def as_number(rate, step: int) -> float:
    """What the schedule returned, scalar tensors included; AssertionError if it is no number."""
    if isinstance(rate, Tensor) and rate.dim() == 0:
        return rate.item()
    if not isinstance(rate, Real):
        raise AssertionError(f"step {step}: expected a number, got {type(rate).__name__}")
    return float(rate)
