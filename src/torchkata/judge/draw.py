"""From what a kata says of its cases to tensors, by a seed."""

import math
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor

from torchkata.catalog import bind_sizes, evaluate
from torchkata.contracts import CaseSpec, Draw, Kata, Layout, MaskDraw, TensorSpec, ValueSpec
from torchkata.worker.case import Case

HIDING = (Draw.SOME_NEGATIVE_INFINITY, Draw.HUGE_BESIDE_NEGATIVE_INFINITY)


@dataclass(frozen=True, slots=True)
class Build:
    """Cases that share their constructor arguments, by number."""

    first: int
    cases: tuple[int, ...]
    main: tuple[int, ...]  # those that are more than another length or other strides


def draw_cases(kata: Kata, seed: int) -> tuple[Case, ...]:
    """All cases of a kata; the same seed gives the same cases."""
    generator = torch.Generator().manual_seed(seed)
    drawn = {
        name: choose(size, generator) if isinstance(size, tuple) else size
        for name, size in kata.sizes.items()
    }
    fixed = replace(kata, sizes=drawn)
    return tuple(draw_case(fixed, spec, i, generator) for i, spec in enumerate(kata.cases))


def choose(options: tuple[int, ...], generator: torch.Generator) -> int:
    """One of the sizes that an author allows."""
    return options[int(torch.randint(len(options), (), generator=generator))]


def draw_case(kata: Kata, spec: CaseSpec, index: int, generator: torch.Generator) -> Case:
    """One case: sizes bound, constructor arguments and inputs made."""
    sizes = bind_sizes(kata, spec, lambda options: choose(options, generator))
    build = {name: value_of(v, sizes) for name, v in {**kata.build, **spec.build}.items()}
    inputs: dict[str, Any] = {}
    differentiable = []
    for name, given in {**kata.inputs, **spec.inputs}.items():
        if isinstance(given, TensorSpec):
            inputs[name] = tensor_of(given, spec, sizes, generator)
            if given.dtype == "float" and given.grad:
                differentiable.append(name)
        else:
            inputs[name] = None if given is None else value_of(given, sizes)
    return Case(
        name=spec.name,
        sizes=sizes,
        build=build,
        inputs=inputs,
        options=dict(spec.options),
        grad_inputs=tuple(differentiable),
        strided=spec.layout is Layout.STRIDED,
        by_name=index > 0 or any(name not in kata.inputs for name in spec.inputs),
        grad=spec.grad,
        is_edge=spec.is_edge,
    )


def value_of(spec: ValueSpec, sizes: dict[str, int]) -> int | float | bool | None:
    """A plain argument."""
    return spec.value if spec.expression is None else evaluate(spec.expression, sizes)


def tensor_of(
    spec: TensorSpec, case: CaseSpec, sizes: dict[str, int], generator: torch.Generator
) -> Tensor:
    """A tensor input, floating-point ones in float64."""
    shape = tuple(evaluate(dim, sizes) for dim in spec.dims)
    if spec.dtype == "mask":
        return mask_of(shape, case.mask, generator)
    if spec.dtype == "int":
        low = evaluate(spec.low, sizes)
        high = evaluate(spec.high, sizes) if spec.high is not None else low + 2**16
        return integers(shape, low, high, generator)
    normal = torch.randn(shape, generator=generator, dtype=torch.float64)
    return 0.2 + normal.abs() if spec.positive else styled(normal, case.draw, generator)


def styled(normal: Tensor, draw: Draw, generator: torch.Generator) -> Tensor:
    """Standard normal values made into what the case asks for."""
    if draw is Draw.OFFSET:
        return 0.3 + 0.004 * normal
    if draw is Draw.LOUD:
        return 30 * normal
    if draw in (Draw.HUGE, Draw.HUGE_BESIDE_NEGATIVE_INFINITY):
        normal = 1e4 * normal
    if draw in HIDING and normal.dim() > 0:
        return with_some_negative_infinity(normal, generator)
    return normal


def with_some_negative_infinity(normal: Tensor, generator: torch.Generator) -> Tensor:
    """A third of the entries -inf, while every line along every axis keeps a finite one."""
    axes = torch.meshgrid(*map(torch.arange, normal.shape), indexing="ij")
    kept = sum(axes, torch.zeros((), dtype=torch.int64)) % min(normal.shape) == 0
    hidden = torch.rand(normal.shape, generator=generator) < 0.4
    return normal.masked_fill(hidden & ~kept, float("-inf"))


def integers(shape: tuple[int, ...], low: int, high: int, generator: torch.Generator) -> Tensor:
    """Whole numbers from low up to high, each used once at least where there is room."""
    count, span = math.prod(shape), high - low
    if count < span:
        return torch.randint(low, high, shape, generator=generator)
    order = torch.randperm(count, generator=generator)
    return (low + order % span).reshape(shape)


def mask_of(shape: tuple[int, ...], draw: MaskDraw, generator: torch.Generator) -> Tensor:
    """A boolean mask with at least one True in every row along its last axis."""
    if draw is MaskDraw.FULL:
        return torch.ones(shape, dtype=torch.bool)
    length = shape[-1]
    position = torch.arange(length).expand(shape)
    chosen = torch.randint(length, (*shape[:-1], 1), generator=generator)
    if draw is MaskDraw.ONE:
        return position == chosen
    if draw is MaskDraw.PADDED:
        return position <= chosen
    return (torch.rand(shape, generator=generator) < 0.6) | (position == chosen)


def builds(kata: Kata, cases: tuple[Case, ...]) -> tuple[Build, ...]:
    """The cases grouped by constructor arguments, in order of first use; a driver's stand alone."""
    groups: dict[str, list[int]] = {}
    for index, case in enumerate(cases):
        own = index if kata.kind.needs_driver else None
        groups.setdefault(repr((own, sorted(case.build.items()))), []).append(index)
    return tuple(
        Build(group[0], tuple(group), tuple(i for i in group if not cases[i].is_edge))
        for group in groups.values()
    )
