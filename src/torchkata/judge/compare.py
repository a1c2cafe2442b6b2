"""Two answers side by side: the first difference, in words with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from torchkata.judge.side import Indices, Side, Vector
from torchkata.worker.messages import Answer

OUTPUT_LIMIT = 1e-9  # of the largest reference value of an output
YES_OR_NO = ("no", "yes")
REPAIRED = 1e-7  # of the largest value: a repair that came through float32 is one too
FLOOR = 1e-14  # of the largest input: what cancels may leave this much rounding


@dataclass(frozen=True, slots=True)
class Values:
    """One output of both sides, and where it differs."""

    name: str
    actual: Tensor
    expected: Tensor
    wrong: Tensor


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference between what the reference and the attempt returned."""

    kind: str  # "structure", "shape", "dtype" or "value"
    message: str  # names the output; numbers included
    error: float = float("inf")  # relative to the largest reference value
    values: Values | None = None  # of kind "value": what differs


def output_difference(right: Answer, ours: Answer, limit: float) -> Difference | None:
    """Structure before shape before dtype before value, every output; None where all agree."""
    for check in (structure_difference, shape_difference, dtype_difference):
        found = check(right, ours)
        if found is not None:
            return found
    for name, expected in right.outputs.items():
        found = value_difference(name, ours.outputs[name], expected, limit, FLOOR * right.magnitude)
        if found is not None:
            return found
    return None


def structure_difference(right: Answer, ours: Answer) -> Difference | None:
    """Another number of outputs, or something that is not a tensor."""
    if "" in ours.kinds and "" not in right.kinds:  # a dict as such has no name
        name, kind = next(iter(right.kinds.items()))
        words = f"{name} is {described(ours.kinds[''])}, expected {described(kind)}"
        return Difference("structure", words)
    if ours.kinds.keys() != right.kinds.keys() and (found := count_difference(right, ours)):
        return found
    for name, kind in right.kinds.items():
        given = ours.kinds.get(name)
        is_whole = name == "" and "dict" in kind  # what a driver returns; its parts tell more
        if given == kind or is_whole or (kind == "number" and given == "tensor"):
            continue
        # A sparse or complex tensor is one too.
        wanted = "a dense real one" if str(given).startswith("tensor ") else described(kind)
        return Difference("structure", f"{name} is {described(given)}, expected {wanted}")
    extra = [name for name in ours.kinds if name not in right.kinds]
    if extra:
        return Difference("structure", f"{extra[0]} is one output too many")
    return None


def count_difference(right: Answer, ours: Answer) -> Difference | None:
    """A single number that both sides report and that differs, such as a number of calls."""
    for name, expected in right.outputs.items():
        actual = ours.outputs.get(name)
        if actual is None or expected.numel() != 1 or actual.numel() != 1:
            continue
        if value_difference(name, actual, expected, OUTPUT_LIMIT, 0.0) is not None:
            return Difference("structure", side_by_side(name, actual.item(), expected.item()))
    return None


def described(kind: str | None) -> str:
    """A kind of output in words."""
    if kind is None or kind == "none":
        return "missing" if kind is None else "None"
    if kind == "ndarray":
        return "a numpy array"
    return f"an {kind}" if kind[0] in "aeioAEIO" else f"a {kind}"


def shape_difference(right: Answer, ours: Answer) -> Difference | None:
    """Another shape."""
    for name, expected in right.outputs.items():
        actual = ours.outputs[name]
        if actual.shape != expected.shape:
            words = f"{name} has shape {shape_words(actual)}, expected {shape_words(expected)}"
            return Difference("shape", words)
    return None


def dtype_difference(right: Answer, ours: Answer) -> Difference | None:
    """Another dtype; a number is as good as a scalar tensor."""
    for name, expected in right.outputs.items():
        actual = ours.outputs[name]
        is_number = "number" in (right.kinds.get(name), ours.kinds.get(name))
        if actual.dtype != expected.dtype and not is_number:
            words = f"{name} has dtype {dtype_words(actual)}, expected {dtype_words(expected)}"
            return Difference("dtype", words)
    return None


def are_same(actual: Mapping[str, Tensor], expected: Mapping[str, Tensor], limit: float) -> bool:
    """Whether outputs agree in names, shapes, dtypes, and values up to `limit` of the largest."""
    return actual.keys() == expected.keys() and all(
        actual[name].shape == value.shape
        and actual[name].dtype == value.dtype
        and value_difference(name, actual[name], value, limit, 0.0) is None
        for name, value in expected.items()
    )


def value_difference(
    name: str, actual: Tensor, expected: Tensor, limit: float, floor: float
) -> Difference | None:
    """Values beyond `limit` times the largest reference value; NaN and inf by position."""
    if not expected.is_floating_point():
        wrong = actual != expected
        return described_values(name, actual, expected, wrong, 0.0) if wrong.any() else None
    actual, expected = actual.double(), expected.double()
    if expected.numel():  # what is finite and near takes the short way; NaN compares as False
        largest = float(expected.abs().max())
        if largest < float("inf") and float((actual - expected).abs().max()) <= max(
            limit * largest, floor
        ):
            return None
    finite = torch.isfinite(expected)
    scale = float(expected[finite].abs().max()) if finite.any() else 0.0
    allowed = max(limit * scale, floor)
    same = torch.where(
        finite,
        (actual - expected).abs() <= allowed,
        (actual == expected) | (actual.isnan() & expected.isnan()),
    )
    return None if same.all() else described_values(name, actual, expected, ~same, allowed)


def described_values(
    name: str, actual: Tensor, expected: Tensor, wrong: Tensor, allowed: float
) -> Difference:
    """How many, the worst and where, and how much was allowed; of one number both sides."""
    distance = (actual.double() - expected.double()).abs()
    distance = torch.where(wrong, distance.nan_to_num(float("inf")), -1.0)
    place = np.unravel_index(int(distance.argmax()), tuple(distance.shape)) if wrong.dim() else ()
    index = tuple(int(i) for i in place)
    worst = float(distance[index])
    yours, reference = actual[index].item(), expected[index].item()
    limit = f", allowed {allowed:.1g}" if expected.is_floating_point() else ""
    if index:
        count = f"{int(wrong.sum())} of {wrong.numel()} elements differ"
        pair = "yours {}, reference {}".format(*apart(yours, reference))
        farthest = f"worst {worst:.3g} at {list(index)} ({pair})"
        words = f"{name} {shape_words(expected)}: {count}; {farthest}{limit}"
    else:
        gap = f"; {worst:.3g} apart{limit}" if limit else ""
        words = side_by_side(name, yours, reference) + gap
    finite = expected.double()[torch.isfinite(expected.double())]
    largest = float(finite.abs().max()) if finite.numel() else 1.0
    values = Values(name, actual, expected, wrong)
    return Difference("value", words, worst / max(largest, 1e-300), values)


def side_by_side(name: str, yours: float, reference: float) -> str:
    """One number or truth of each side."""
    both = apart(yours, reference)
    if isinstance(yours, bool) and isinstance(reference, bool):
        both = YES_OR_NO[yours], YES_OR_NO[reference]
    return f"{name}: yours {both[0]}, the reference {both[1]}"


def apart(yours: float, reference: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes to tell them apart."""
    for digits in range(6, 18):
        words = f"{yours:.{digits}g}", f"{reference:.{digits}g}"
        if words[0] != words[1]:
            break
    return words


def shape_words(tensor: Tensor) -> str:
    """`(2, 5, 12)`."""
    return str(tuple(tensor.shape))


def dtype_words(tensor: Tensor) -> str:
    """`float32`."""
    return str(tensor.dtype).removeprefix("torch.")


def gradient_errors(
    expected: Vector, actual: Vector, partner: Indices, attempt: Side, reference: Side
) -> dict[str, float]:
    """For each leaf of the attempt the largest absolute error of its gradient.

    A scalar without a partner must have no gradient, on either side.
    """
    paired = partner >= 0
    wanted = np.where(paired, expected[np.maximum(partner, 0)], 0.0) if len(expected) else 0.0
    error = np.abs(actual - wanted)
    error = np.where(np.isnan(error), np.inf, error)
    worst = np.zeros(len(attempt.leaves))
    np.maximum.at(worst, attempt.owner, error)
    found = dict(zip((leaf.name for leaf in attempt.leaves), worst.tolist(), strict=True))
    alone = np.ones(len(expected), dtype=bool)
    alone[partner[paired]] = False
    for scalar in np.flatnonzero(alone):
        name = f"reference's {reference.leaves[reference.owner[scalar]].name}"
        found[name] = max(found.get(name, 0.0), float(np.abs(expected[scalar])))
    return found


def input_gradient_errors(right: Answer, ours: Answer) -> dict[str, float]:
    """For each differentiable input the largest absolute error of its gradient."""
    found = {}
    for name, expected in right.input_gradients[0].items():
        actual = ours.input_gradients[0].get(name)
        if actual is None or actual.shape != expected.shape:
            found[f"input {name}"] = float("inf")
        elif expected.numel():
            distance = (actual.double() - expected.double()).abs().nan_to_num(float("inf"))
            found[f"input {name}"] = float(distance.max())
    return found


def largest_gradient(right: Answer, gradient: Vector) -> float:
    """The largest gradient of a case: of scalars and of inputs."""
    of_inputs = [float(g.abs().max()) for g in right.input_gradients[0].values() if g.numel()]
    return max([float(np.abs(gradient).max(initial=0.0)), *of_inputs])


def signature(value: torch.Tensor) -> tuple[object, ...]:
    """By which a value is known again in any layout, to six digits."""
    if value.dtype == torch.bool:
        return value.numel(), int(value.sum())
    double = value.double().nan_to_num(0.0, 0.0, 0.0)
    return value.numel(), f"{float(double.square().sum()):.6g}", f"{float(double.abs().max()):.6g}"
