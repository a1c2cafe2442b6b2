"""Whether a kata's cases can tell anything: what they vary, and what they never reach."""

from collections.abc import Iterator

import numpy as np
import torch

from torchkata.catalog import driver_text, reference_text
from torchkata.contracts import Flaw, Kata, TensorSpec
from torchkata.judge.author.lines import lines_not_run
from torchkata.judge.draw import builds, draw_cases
from torchkata.judge.pair import Reference
from torchkata.judge.side import Side, Vector, generic
from torchkata.worker.messages import Answer, Inventory, Target

SEEDS = range(8)  # enough to meet every size that an author allows
SMALL = 0.01
LIVE = 1e-9  # of the largest gradient of a case
COTANGENT = 3


def audit(kata: Kata, seed: int) -> tuple[Flaw, ...]:
    """The flaws of a kata's cases. Raises KataError where its reference raises."""
    return (
        *dict.fromkeys(equal_axes(kata)),
        *weak_outputs(kata, seed),
        *dead_ends(kata, seed),
        *unknown_initial(kata, seed),
        *unknown_attributes(kata, seed),
        *never_related(kata, seed),
        *lines_not_run(kata, seed),
    )


def equal_axes(kata: Kata) -> Iterator[Flaw]:
    """Two axes of one input that could be mistaken for each other in the generic case."""
    for seed in SEEDS:
        case = draw_cases(kata, seed)[0]
        for name, spec in kata.inputs.items():
            if not isinstance(spec, TensorSpec) or name not in case.inputs:
                continue
            sizes = dict(zip(spec.dims, case.inputs[name].shape, strict=True))
            for size in {size for size in sizes.values() if size > 1}:
                alike = [dim for dim, other in sizes.items() if other == size]
                if len(alike) > 1:
                    axes = " and ".join(alike)
                    message = f"axes {axes} of {name} can both be {size} in case generic"
                    yield Flaw(f"axes:{name}", message)


def weak_outputs(kata: Kata, seed: int) -> Iterator[Flaw]:
    """Outputs of the generic case that are the same for every seed, or hardly differ from zero."""
    outputs = [generic_outputs(kata, other) for other in (seed, *SEEDS)]
    numbers = [t for t in outputs[0].values() if t.dtype != torch.bool and t.numel()]
    if not numbers or max(float(t.abs().max()) for t in numbers) <= SMALL:
        yield Flaw("small", f"every output of case generic lies within {SMALL} of 0")
    first = outputs[0]
    if all(all(same(first[name], other.get(name)) for name in first) for other in outputs):
        yield Flaw("seed", "the outputs of case generic are the same for every seed")


def same(first: torch.Tensor, other: torch.Tensor | None) -> bool:
    """Whether two outputs are equal."""
    return other is not None and first.shape == other.shape and torch.equal(first, other)


def generic_outputs(kata: Kata, seed: int) -> dict[str, torch.Tensor]:
    """What the reference gives on the generic case."""
    side = next(sides(kata, seed))[0]
    return side.answers(generic(side, 0), (COTANGENT,))[0].outputs


def dead_ends(kata: Kata, seed: int) -> Iterator[Flaw]:
    """Differentiable inputs and parameters on which no output of any case depends."""
    parameters: dict[str, bool] = {}
    inputs: dict[str, bool] = {}
    for side, inventory in sides(kata, seed):
        for answer in side.answers(generic(side, 0), (COTANGENT,)):
            gradient = side.gradient(answer)
            limit = LIVE * largest(answer, gradient)
            for number, leaf in enumerate(inventory.leaves):
                is_live = bool((np.abs(gradient[side.owner == number]) > limit).any())
                parameters[leaf.name] = parameters.get(leaf.name, False) or is_live
            for name, found in answer.input_gradients[0].items():
                is_live = bool((found.abs() > limit).any())
                inputs[name] = inputs.get(name, False) or is_live
    for kind, known in (("parameter", parameters), ("input", inputs)):
        for name in (name for name, is_live in known.items() if not is_live):
            yield Flaw(f"{kind}:{name}", f"no output of any case depends on {kind} {name}")


def unknown_initial(kata: Kata, seed: int) -> Iterator[Flaw]:
    """Parameters with initial values to compare that the reference does not have."""
    if not kata.initial:
        return
    known = {leaf.name for _, inventory in sides(kata, seed) for leaf in inventory.leaves}
    for name in kata.initial:
        if name not in known:
            message = f'[state] initial names "{name}", which is no parameter of the reference'
            yield Flaw(f"initial:{name}", message)


def unknown_attributes(kata: Kata, seed: int) -> Iterator[Flaw]:
    """Attributes to compare that are no build argument, or no number in the reference."""
    held = [inventory.numbers for _, inventory in sides(kata, seed)] if kata.attributes else []
    for name in kata.attributes:
        if not all(name in numbers for numbers in held):
            message = (
                f'[state] attributes names "{name}", which is no number that the reference keeps'
            )
            yield Flaw(f"attribute:{name}", message)


def never_related(kata: Kata, seed: int) -> Iterator[Flaw]:
    """Parameters that no case with gradients relates, since its arguments are others."""
    if all(case.grad for case in kata.cases):
        return
    cases = draw_cases(kata, seed)
    for side, inventory in sides(kata, seed):
        if inventory.leaves and not any(cases[index].grad for index in side.cases):
            name = cases[side.build].name
            message = f'case "{name}" has arguments of its own, and needs gradients for that'
            yield Flaw(f"gradients:{name}", message)


def largest(answer: Answer, gradient: Vector) -> float:
    """The largest gradient of a case."""
    found = [float(g.abs().max()) for g in answer.input_gradients[0].values() if g.numel()]
    return max([float(np.abs(gradient).max(initial=0.0)), *found])


def sides(kata: Kata, seed: int) -> Iterator[tuple[Side, Inventory]]:
    """The reference with each set of constructor arguments, over all its cases."""
    cases = draw_cases(kata, seed)
    reference = Reference(kata.id)
    reference.load(target(kata))
    reference.prepare(cases)
    for build in builds(kata, cases):
        inventory = reference.inspect(build.first)
        yield Side(reference, build.first, build.cases, inventory.leaves, seed), inventory


def target(kata: Kata) -> Target:
    """The reference's file and what to take from it."""
    path, driver = str(kata.reference), str(kata.driver or "")
    text = reference_text(kata)
    return Target(text, path, kata.target, kata.kind.value, driver_text(kata), driver)
