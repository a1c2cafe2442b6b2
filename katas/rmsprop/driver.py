"""Lets an optimizer take its steps and reports every parameter and gradient after each of them.

The case's options say how: `settings` (by keyword), `positional` (by position), `groups` (settings
of each group; parameters are dealt out in turn), `generator`, `without` (names of parameters that
have no gradient, step by step), `gradient_scale` (one number, or one for each step), `refill` and
`quadratic`.
"""

import torch
from torch import Tensor

NAMES = ("weight", "bias", "gain", "twin", "unused")  # twin is as large as bias


def build(namespace, case):
    """The optimizer's class: its parameters come with the case that is run."""
    return namespace.RMSprop


def run(subject, case) -> dict[str, Tensor]:
    """Parameters, gradients and which gradients there are, after every step."""
    params = {name: case.inputs[name].detach().clone().requires_grad_() for name in NAMES}
    groups = grouped(params, case.options.get("groups", []))
    given = groups or list(params.values())
    before = [dict(group) for group in groups]
    optimizer = made(subject, given, case.options)
    buffers = {name: torch.zeros_like(param) for name, param in params.items()}
    seen = {"settings that the given groups lost": lost(before, groups)}
    for number in range(len(case.inputs["gain_grads"])):
        step = f"step {number + 1}"
        optimizer.zero_grad()
        seen[f"gradients after zero_grad of {step}"] = gradients(params)
        has_one = torch.tensor(params["unused"].grad is not None)
        seen[f"unused has a gradient after zero_grad of {step}"] = has_one
        set_gradients(params, buffers, case, number)
        optimizer.step()
        seen |= {f"{n} after {step}": p.detach().clone() for n, p in params.items()}
        seen[f"gradients after {step}"] = gradients(params)
        seen[f"which parameters have a gradient after {step}"] = present(params)
    return seen


def made(optimizer_class, given: list, options: dict):
    """The optimizer over tensors or groups; AssertionError where it lacks a method."""
    if options.get("generator"):
        given = (entry for entry in given)
    if "positional" in options:
        values = [tuple(v) if isinstance(v, list) else v for v in options["positional"]]
        optimizer = optimizer_class(given, *values)
    else:
        optimizer = optimizer_class(params=given, **settings(options.get("settings", {})))
    for method in ("step", "zero_grad"):
        if not callable(getattr(optimizer, method, None)):
            raise AssertionError(f"RMSprop has no method {method}()")
    return optimizer


def grouped(params: dict[str, Tensor], groups: list[dict]) -> list[dict]:
    """Dicts as an optimizer takes them, parameters dealt out in turn."""
    tensors = list(params.values())
    return [
        {"params": tensors[index :: len(groups)], **settings(group)}
        for index, group in enumerate(groups)
    ]


def lost(before: list[dict], after: list[dict]) -> Tensor:
    """How many settings of the caller's groups are gone or another; new ones are no loss."""
    count = sum(
        key not in now or (key != "params" and now[key] != value)
        for then, now in zip(before, after, strict=True)
        for key, value in then.items()
    )
    return torch.tensor(count)


def settings(table: dict) -> dict:
    """Settings as Python writes them: pairs are tuples."""
    return {key: tuple(v) if isinstance(v, list) else v for key, v in table.items()}


def set_gradients(params: dict[str, Tensor], buffers: dict[str, Tensor], case, number: int) -> None:
    """Give every parameter its gradient of this step, or none; `unused` never has one."""
    missing = steps_without(case.options, number)
    present = {name: param for name, param in params.items() if name not in missing}
    for name in missing:
        params[name].grad = None
    if case.options.get("quadratic"):
        distances = [(p - case.inputs[f"{n}_grads"][0]).square().sum() for n, p in present.items()]
        sum(distances).backward()
        return
    scale = case.options.get("gradient_scale", 1.0)
    scale = scale[number] if isinstance(scale, list) else scale
    for name, param in present.items():
        wanted = case.inputs[f"{name}_grads"][number] * scale
        if case.options.get("refill"):
            wanted = buffers[name].copy_(wanted)
        param.grad = wanted.detach()


def steps_without(options: dict, number: int) -> list[str]:
    """Names of the parameters that have no gradient on a step."""
    without = options.get("without", [])
    return ["unused", *(without[number] if number < len(without) else [])]


def gradients(params: dict[str, Tensor]) -> Tensor:
    """All gradients in one row, zeros where there is none."""
    found = [torch.zeros_like(p) if p.grad is None else p.grad for p in params.values()]
    return torch.cat([gradient.detach().reshape(-1) for gradient in found])


def present(params: dict[str, Tensor]) -> Tensor:
    """1 for each parameter that has a gradient, 0 for the others."""
    flags = [p.detach().new_tensor(float(p.grad is not None)) for p in params.values()]
    return torch.stack(flags)
