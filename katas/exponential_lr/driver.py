"""Asks a schedule for the learning rate of every step of a run."""

from numbers import Real

import torch
from torch import Tensor


def build(namespace, case):
    """The schedule itself: a function."""
    if not callable(namespace.exponential_lr):
        raise AssertionError("exponential_lr is not a function")
    return namespace.exponential_lr


def run(subject, case) -> dict[str, Tensor]:
    """The learning rate at every step from 0 to steps, whatever the order of asking."""
    steps = range(case.inputs["steps"] + 1)
    asked = reversed(steps) if case.options.get("reverse") else steps
    rates = {step: as_number(call(subject, case, step), step) for step in asked}
    return {"lr": torch.tensor([rates[step] for step in steps], dtype=torch.float64)}


def call(schedule, case, step: int):
    """One call, as the case"s options say."""
    base_lr, gamma = (case.inputs[name] for name in ("base_lr", "gamma"))
    if case.options.get("by_name"):
        return schedule(gamma=gamma, step=step, base_lr=base_lr)
    return schedule(base_lr, step, gamma)


def as_number(rate, step: int) -> float:
    """What the schedule returned, scalar tensors included; AssertionError if it is no number."""
    if isinstance(rate, Tensor) and rate.dim() == 0:
        return rate.item()
    if not isinstance(rate, Real):
        raise AssertionError(f"step {step}: expected a number, got {type(rate).__name__}")
    return float(rate)
