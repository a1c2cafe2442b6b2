"""Asks a schedule for the learning rate of every step of a run."""

from numbers import Real

import torch
from torch import Tensor


def build(namespace, case):
    """The schedule itself: a function."""
    if not callable(namespace.cosine_lr):
        raise AssertionError("cosine_lr is not a function")
    return namespace.cosine_lr


def run(subject, case) -> dict[str, Tensor]:
    """The learning rate at every step from 0 to t_max, whatever the order of asking."""
    steps = range(case.inputs["t_max"] + 1)
    asked = reversed(steps) if case.options.get("reverse") else steps
    rates = {step: as_number(call(subject, case, step), step) for step in asked}
    return {"lr": torch.tensor([rates[step] for step in steps], dtype=torch.float64)}


def call(schedule, case, step: int):
    """One call, as the case's options say."""
    base_lr, t_max, eta_min = (case.inputs[name] for name in ("base_lr", "t_max", "eta_min"))
    if case.options.get("leave_out_eta_min"):
        return schedule(base_lr, step, t_max)
    if case.options.get("by_name"):
        return schedule(eta_min=eta_min, t_max=t_max, step=step, base_lr=base_lr)
    return schedule(base_lr, step, t_max, eta_min)


def as_number(rate, step: int) -> float:
    """What the schedule returned, scalar tensors included; AssertionError if it is no number."""
    if isinstance(rate, Tensor) and rate.dim() == 0:
        return rate.item()
    if not isinstance(rate, Real):
        raise AssertionError(f"step {step}: expected a number, got {type(rate).__name__}")
    return float(rate)
