"""Devices, dtypes and side effects."""

from dataclasses import replace

import torch

from torchkata.judge.align import Alignment
from torchkata.judge.align.verify import mapped
from torchkata.judge.checks.shapes import Observed
from torchkata.judge.compare import dtype_difference, output_difference
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError, case_words, failure_of
from torchkata.judge.pair import Pair
from torchkata.judge.side import generic
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Answer, Evaluation, Result, Step

CHECK = "device and dtype"
COARSE = 1e-3  # of the largest value: what float32 may lose
SLACK = 50  # times the reference's own float32 error


def check_dtypes(pair: Pair, build: Build, alignment: Alignment) -> None:
    """float32 throughout, then float64 inputs while the default is float32."""
    truth = run_reference(pair, build, alignment, dtype="float64", default="float64")
    for dtype in ("float32", "float64"):
        expected, actual = run_in(pair, build, alignment, dtype=dtype, device="cpu")
        compare(pair, build, truth, expected, actual, f"in {dtype}")


def check_device(pair: Pair, build: Build, alignment: Alignment, device: str) -> None:
    """float32 on a real device, against the reference there."""
    truth = run_reference(pair, build, alignment, dtype="float64", default="float64")
    expected, actual = run_in(pair, build, alignment, dtype="float32", device=device)
    compare(pair, build, truth, expected, actual, f"on {device}")
    for step, ours in zip(steps_of(build), actual.answers, strict=True):
        away = [name for name, place in ours.devices.items() if place != device]
        if away:
            words = case_words(pair.cases[step.case])
            message = f"{away[0]} is on {ours.devices[away[0]]}, not on {device}, in {words}"
            raise CheckFailedError(CHECK, message)


def steps_of(build: Build) -> tuple[Step, ...]:
    """Every case once in eval mode."""
    return tuple(Step(case) for case in build.cases)


def run_in(
    pair: Pair, build: Build, alignment: Alignment, *, dtype: str, device: str
) -> tuple[Result, Result]:
    """Both sides with related weights, in a dtype on a device, default dtype float32."""
    evaluation = plan(build, alignment, dtype=dtype, default="float32", device=device)
    assert alignment.partner is not None
    values = generic(alignment.reference, 70)
    theirs = mapped(values, alignment.partner)
    try:
        ours = pair.attempt.evaluate(replace(evaluation, weights=alignment.attempt.weights(theirs)))
    except AttemptError as error:
        raise failure_of(error.fault, pair.target, check=CHECK) from error
    weights = alignment.reference.weights(values)
    return pair.reference.evaluate(replace(evaluation, weights=weights)), ours


def run_reference(
    pair: Pair, build: Build, alignment: Alignment, *, dtype: str, default: str
) -> Result:
    """The reference's values, exact enough to be called true."""
    values = generic(alignment.reference, 70)
    evaluation = plan(build, alignment, dtype=dtype, default=default, device="cpu")
    weights = alignment.reference.weights(values)
    return pair.reference.evaluate(replace(evaluation, weights=weights))


def plan(
    build: Build, alignment: Alignment, *, dtype: str, default: str, device: str
) -> Evaluation:
    """Every case once, on a newly built target, nothing lifted."""
    return Evaluation(
        build=build.first,
        steps=steps_of(build),
        fresh=True,
        lift=False,
        dtype=dtype,
        default_dtype=default,
        device=device,
    )


def compare(
    pair: Pair, build: Build, truth: Result, expected: Result, actual: Result, where: str
) -> None:
    """Output dtypes as the reference's; values near the truth, as far as its own are."""
    answers = zip(build.cases, truth.answers, expected.answers, actual.answers, strict=True)
    for case, exact, right, ours in answers:
        words = f"{where}, {case_words(pair.cases[case])}"
        found = dtype_difference(right, ours)
        if found is not None:
            mend = "what is made in forward takes dtype and device from its inputs"
            raise CheckFailedError(CHECK, f"{found.message}, {words}", details=(mend,))
        own = output_difference(as_double(exact), as_double(right), 0.0)
        limit = max(COARSE, SLACK * own.error if own is not None else 0.0)
        far = output_difference(as_double(exact), as_double(ours), limit)
        if far is not None:
            message = f"values leave the reference {words}"
            raise CheckFailedError(CHECK, message, details=(far.message,))


def as_double(answer: Answer) -> Answer:
    """The answer with floating outputs in float64, so that values can be compared."""
    outputs = {
        name: t.to(torch.float64) if t.is_floating_point() else t
        for name, t in answer.outputs.items()
    }
    return replace(answer, outputs=outputs)


def check_virtual_device(pair: Pair, build: Build) -> None:
    """On a machine without an accelerator: what would stay behind on the CPU."""
    steps = tuple(Step(case, train) for train in (False, True) for case in build.cases)
    evaluation = Evaluation(
        build=build.first, steps=steps, fresh=True, lift=False, virtual_device=True
    )
    expected, actual = pair.evaluate(evaluation)
    for step, right, ours in zip(steps, expected.answers, actual.answers, strict=True):
        if ours.strays and not right.strays:
            words = case_words(pair.cases[step.case])
            raise CheckFailedError(
                CHECK,
                f"on another device this would fail: {ours.strays[0]}, {words}",
                details=(
                    "a tensor made without device=, or kept as a plain attribute, stays on the CPU",
                ),
                line=line_of(ours.strays[0]),
            )


def line_of(stray: str) -> int | None:
    """The line that a stray's words end in."""
    number = stray.rpartition("line ")[2]
    return int(number) if number.isdigit() else None


def check_side_effects(observed: Observed, target: str) -> None:
    """Inputs, parameters and process-wide settings are left alone; no state between calls."""
    if observed.changed:
        names = ", ".join(sorted(observed.changed))
        message = f"{target} changes {names} in place"
        raise CheckFailedError("side effects", message, details=("work on a new tensor instead",))
    if observed.disturbed:
        names = ", ".join(sorted(observed.disturbed))
        raise CheckFailedError("side effects", f"{target} changes {names} for the whole process")
    if observed.unsteady:
        message = f"a later call, under no_grad, gives another result, {observed.unsteady}"
        raise CheckFailedError("side effects", message)
