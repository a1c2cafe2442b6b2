"""Whether an answer is one that our own engine could give.

The process of an attempt may send anything. What passes here has the shapes, names and sizes that
the judge counts on; whether its values are right is the judge's question.
"""

import math
from dataclasses import replace

import torch
from torch import Tensor

from torchkata.contracts import Operand, Run, Statement, Value
from torchkata.worker.failing import MOST_CALLERS, lines_of
from torchkata.worker.faults import AttemptError, Fault, clean
from torchkata.worker.messages import (
    Answer,
    Evaluation,
    Inventory,
    LeafInfo,
    Looks,
    Record,
    Recorded,
    Result,
    Seen,
    Target,
)
from torchkata.worker.recorder import DTYPES, MOST_ELEMENTS, MOST_EVENTS, MOST_IN_ALL
from torchkata.worker.stepping import statements_of
from torchkata.worker.tracer import LARGEST, MOST_INNER, MOST_NUMBERS, MOST_STEPS, MOST_VALUES

STAGES = ("import", "build", "run", "backward", "state")
MOST_SCALARS = 2**26  # in the leaves of one target
MOST_NAMES = 2**16
LONGEST_NAME = 1000
LONGEST_WORD = 200  # of what is said of an operand
MOST_OPERANDS = 8
MOST_LISTED = 40
MOST_AXES = 64


class NotCredibleError(Exception):
    """No engine of ours answers like this."""


def credible_fault(fault: Fault, target: Target) -> Fault:
    """A fault whose place is one in the attempt's file, and whose words are bounded."""
    require(fault.stage in STAGES)
    lines = lines_of(target.source)
    words = replace(
        fault,
        callers=tuple(line for line in fault.callers[:MOST_CALLERS] if 1 <= line <= len(lines)),
        type=clean(fault.type)[:100],
        message=clean(fault.message),
        expression=clean(fault.expression)[:LONGEST_NAME],
        operands=tuple(map(credible_operand, fault.operands[:MOST_OPERANDS])),
        near=clean_names(fault.near),
        accepts=clean_names(fault.accepts),
    )
    if fault.line is None or not 1 <= fault.line <= len(lines):
        return replace(words, line=None, column=None, end_column=None, text="")
    text = clean(lines[fault.line - 1])
    first, last = fault.column, fault.end_column
    if first is None or last is None or not 0 <= first <= last <= 4 * len(text):
        first = last = None
    return replace(words, text=text, column=first, end_column=last)


def credible_operand(operand: Operand) -> Operand:
    """An operand with bounded words, and a shape that a tensor can have."""
    require(all(0 <= size < 2**63 for size in operand.shape or ()))
    require(len(operand.strides) <= MOST_AXES and len(operand.shape or ()) <= MOST_AXES)
    require(all(abs(stride) < 2**63 for stride in operand.strides))
    require(all(abs(end) < 2**64 for end in (operand.low or 0, operand.high or 0)))
    return replace(
        operand,
        text=clean(operand.text)[:LONGEST_WORD],
        kind=clean(operand.kind)[:LONGEST_WORD],
        value=clean(operand.value)[:LONGEST_WORD],
        dtype=clean(operand.dtype)[:LONGEST_WORD],
        device=clean(operand.device)[:LONGEST_WORD],
    )


def clean_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """A few short names."""
    return tuple(clean(name)[:LONGEST_WORD] for name in names[:MOST_LISTED])


def credible_inventory(inventory: Inventory) -> Inventory:
    """An inventory with bounded sizes. Raises AttemptError where they are merely too large."""
    leaves = (*inventory.leaves, *inventory.frozen)
    require(all(is_leaf(leaf) for leaf in leaves))
    require(len({leaf.name for leaf in inventory.leaves}) == len(inventory.leaves))
    names = (inventory.buffers, inventory.saved, inventory.stray_tensors, inventory.stray_modules)
    by_name = (tuple(inventory.defaults), tuple(inventory.numbers))
    require(all(are_names(group) for group in (*names, *by_name)))
    count = sum(math.prod(leaf.shape) for leaf in leaves)
    if count > MOST_SCALARS:
        message = f"its parameters hold {count:,} scalars; at most {MOST_SCALARS:,} are compared"
        raise AttemptError(Fault("build", "OutputTooLarge", message))
    return inventory


def credible_recorded(found: Recorded, asked: Record) -> Recorded:
    """A recording with one set of outputs for each run, and values that can be compared."""
    require(len(found.outputs) == max(1, len(asked.trials)))
    require(len(found.callers) <= MOST_CALLERS)
    require((found.part is None) == (asked.part is None))
    if found.part is not None and asked.part is not None:
        check_outputs(found.part)
        require(len(found.part.gradients) == len(asked.part.seeds))
        count = asked.weights.numel()
        require(all(is_vector(gradient, count) for gradient in found.part.gradients))
    for seen in (found.events, found.building):
        require(len(seen) <= MOST_EVENTS and all(map(is_seen, seen)))
        require(sum(one.value.numel() for one in seen) <= MOST_IN_ALL)
    return found


def is_seen(seen: Seen) -> bool:
    """A value that a recorder keeps."""
    value = seen.value
    is_kept = value.dtype in DTYPES and 0 < value.numel() <= MOST_ELEMENTS
    return seen.site >= 0 and seen.occurrence >= 0 and is_kept and value.dim() <= MOST_AXES


def credible_runs(runs: tuple[Run, ...], looks: Looks, target: Target) -> tuple[Run, ...]:
    """As many runs as were asked for, each pointing only at what it holds and what the file has."""
    require(len(runs) == len(looks.looks))
    statements = statements_of(target.source)
    return tuple(credible_run(run, statements) for run in runs)


def credible_run(run: Run, statements: tuple[Statement, ...]) -> Run:
    """One run. A call comes after its parent, or following it up might never end."""
    numbers, calls = range(len(statements)), range(-1, len(run.calls))
    require(len(run.calls) <= MOST_STEPS and len(run.steps) <= MOST_STEPS)
    for place, call in enumerate(run.calls):
        require(call.statement in numbers and -1 <= call.parent < place)
        require(len(call.path) <= LONGEST_NAME)
    for step in run.steps:
        require(step.statement in numbers and step.call in calls)
        require(len(step.values) <= MOST_VALUES and len(step.inner) <= MOST_INNER)
        require(len(step.numbers) <= 2 * MOST_NUMBERS and are_names(tuple(step.numbers)))
        require(all(map(is_value, step.values)) and all(map(is_shape, step.inner)))
        require(all(0 <= number < LARGEST for number in step.numbers.values()))
    failure = run.failure
    if failure is None:
        return run
    require(failure.stage in STAGES and failure.call in calls)
    require(len(failure.operands) <= MOST_NAMES and all(map(is_value, failure.operands)))
    words = replace(failure, type=clean(failure.type)[:100], message=clean(failure.message))
    return replace(run, failure=words)


def is_value(value: Value) -> bool:
    """A tensor that a file could name, and numbers that JSON knows."""
    numbers = (value.mean, value.std, value.low, value.high)
    counts = (value.n_nan, value.n_inf, value.n_negative_inf)
    are_known = all(number is None or math.isfinite(number) for number in numbers)
    return (
        (len(value.name) <= LONGEST_NAME and len(value.dtype) <= 40 and is_shape(value.shape))
        and are_known
        and all(0 <= count < 2**63 for count in counts)
    )


def is_shape(shape: tuple[int, ...]) -> bool:
    """A tensor's shape."""
    return len(shape) <= 64 and all(0 <= size < 2**40 for size in shape)


def credible_result(result: Result, evaluation: Evaluation, scalars: int | None) -> Result:
    """A result with an answer for each step, gradients of that many scalars for each seed."""
    require(len(result.answers) == len(evaluation.steps))
    require(are_names(tuple(result.buffers)))
    require((result.leaves is not None) == evaluation.shows_leaves)
    require(result.leaves is None or is_vector(result.leaves, scalars))
    for answer, step in zip(result.answers, evaluation.steps, strict=True):
        check_outputs(answer)
        require(len(answer.gradients) == len(answer.input_gradients) == len(step.seeds))
        require(all(is_vector(gradient, scalars) for gradient in answer.gradients))
        of_inputs = [g for found in answer.input_gradients for g in found.values()]
        require(all(gradient.is_floating_point() for gradient in of_inputs))
    return result


def check_outputs(answer: Answer) -> None:
    """Each tensor has its kind, and each kind of tensor its tensor."""
    require(are_names((*answer.kinds, *answer.kinds.values())))
    with_values = {name for name, kind in answer.kinds.items() if kind in ("tensor", "number")}
    require(with_values == set(answer.outputs) == set(answer.devices))
    for name, tensor in answer.outputs.items():
        is_number = tensor.shape == () and tensor.dtype == torch.float64
        require(answer.kinds[name] == "tensor" or is_number)
    said = (answer.without_gradient, answer.changed, answer.disturbed, answer.strays)
    require(all(are_names(group) for group in (*said, answer.randomness, tuple(answer.called))))


def is_leaf(leaf: LeafInfo) -> bool:
    """A name and the shape of a tensor."""
    return len(leaf.name) <= LONGEST_NAME and all(0 <= size < 2**40 for size in leaf.shape)


def is_vector(tensor: Tensor, length: int | None) -> bool:
    """That many float64 values, or any number of them where it is not known how many."""
    is_flat = tensor.dtype == torch.float64 and tensor.dim() == 1
    return is_flat and length in (None, tensor.numel())


def are_names(names: tuple[str, ...]) -> bool:
    """Not too many, none too long."""
    return len(names) <= MOST_NAMES and all(len(name) <= LONGEST_NAME for name in names)


def require(condition: bool) -> None:
    """Raise where an answer is not credible."""
    if not condition:
        raise NotCredibleError
