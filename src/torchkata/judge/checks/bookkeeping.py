"""Devices, dtypes and side effects."""

from collections.abc import Callable, Collection
from dataclasses import replace

import torch

from torchkata.contracts import Blame, Suspect
from torchkata.judge.align import Alignment
from torchkata.judge.align.verify import mapped
from torchkata.judge.checks.shapes import Observed
from torchkata.judge.compare import dtype_difference, output_difference, structure_difference
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError, about, case_words, failure_of
from torchkata.judge.halves import Halves
from torchkata.judge.pair import Pair
from torchkata.judge.side import generic
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Answer, Evaluation, Inventory, Result, Step
from torchkata.worker.runs import MADE

CHECK = "device and dtype"
COARSE = 1e-2  # of the largest value: what float32 may lose, where squares cancel say
DRAW = 70  # of the weights
MEND = "what is made in forward takes dtype and device from its inputs"
STAYS = "a tensor made without device=, or kept as a plain attribute, stays on the CPU"
STAYS_KEPT = "a tensor that a call keeps as a plain attribute stays where it was: make it a buffer"
SLACK = 50  # times the reference's own float32 error


def check_dtypes(pair: Pair, build: Build, alignment: Alignment) -> Halves[None]:
    """float32 throughout, then float64 inputs while the default is float32."""
    single = started(pair, build, alignment, dtype="float32", device="cpu")
    double = started(pair, build, alignment, dtype="float64", device="cpu")
    yield
    truth = run_reference(pair, build, alignment, dtype="float64", device="cpu")
    expected = run_reference(pair, build, alignment, dtype="float32", device="cpu")
    compare(pair, build, truth, expected, single(), "in float32")
    compare(pair, build, truth, truth, double(), "in float64")


def check_device(pair: Pair, build: Build, alignment: Alignment, device: str) -> None:
    """float32 on a real device, against the reference there."""
    pending = started(pair, build, alignment, dtype="float32", device=device)
    truth = run_reference(pair, build, alignment, dtype="float64", device="cpu")
    expected = run_reference(pair, build, alignment, dtype="float32", device=device)
    actual = pending()
    compare(pair, build, truth, expected, actual, f"on {device}")
    for step, ours in zip(steps_of(build), actual.answers, strict=True):
        away = [
            name
            for name, place in ours.devices.items()
            if place != device and ours.outputs[name].dim() > 0  # numbers come from the CPU
        ]
        if away:
            words = case_words(pair.cases[step.case])
            message = f"{away[0]} is on {ours.devices[away[0]]}, not on {device}, in {words}"
            raise CheckFailedError(CHECK, message)


def steps_of(build: Build) -> tuple[Step, ...]:
    """The main cases once in eval mode."""
    return tuple(Step(case) for case in build.main)


def started(
    pair: Pair, build: Build, alignment: Alignment, *, dtype: str, device: str
) -> Callable[[], Result]:
    """The attempt, begun to run in a dtype on a device; the call waits for its result."""
    assert alignment.partner is not None
    theirs = mapped(generic(alignment.reference, DRAW), alignment.partner)
    weights = alignment.attempt.weights(theirs)
    pending = pair.attempt.start(plan(build, weights, dtype=dtype, device=device))

    def result() -> Result:
        try:
            return pending()
        except AttemptError as error:
            raise failure_of(error.fault, pair.target, check=CHECK) from error

    return result


def run_reference(
    pair: Pair, build: Build, alignment: Alignment, *, dtype: str, device: str
) -> Result:
    """What the reference gives in a dtype on a device."""
    weights = alignment.reference.weights(generic(alignment.reference, DRAW))
    return pair.reference.evaluate(plan(build, weights, dtype=dtype, device=device))


def plan(build: Build, weights: torch.Tensor, *, dtype: str, device: str) -> Evaluation:
    """The main cases once, on a newly built target, nothing lifted, the default dtype float32."""
    return Evaluation(
        build=build.first,
        steps=steps_of(build),
        weights=weights,
        fresh=True,
        lift=False,
        dtype=dtype,
        default_dtype="float32",
        device=device,
    )


def compare(
    pair: Pair, build: Build, truth: Result, expected: Result, actual: Result, where: str
) -> None:
    """Output dtypes as the reference's; values near the truth, as far as its own are."""
    answers = zip(build.main, truth.answers, expected.answers, actual.answers, strict=True)
    for case, exact, right, ours in answers:
        words = f"{where}, {case_words(pair.cases[case])}"
        refuse_disturbed(ours.disturbed, pair.target)
        refuse_dtypes(right, ours, words)
        own = output_difference(as_double(exact), as_double(right), 0.0)
        limit = max(COARSE, SLACK * own.error if own is not None else 0.0)
        far = output_difference(as_double(exact), as_double(ours), limit)
        if far is not None:
            message = f"values leave the reference {words}"
            raise CheckFailedError(CHECK, message, details=(far.message,))


def refuse_dtypes(right: Answer, ours: Answer, words: str) -> None:
    """As many outputs as in float64, each of the reference's dtype."""
    found = structure_difference(right, ours) or dtype_difference(right, ours)
    if found is not None and found.kind == "structure":
        raise CheckFailedError(CHECK, f"{found.message}, {words}")
    if found is not None:
        raise CheckFailedError(CHECK, f"{found.message}, {words}", details=(MEND,))


def as_double(answer: Answer) -> Answer:
    """The answer with floating outputs in float64, so that values can be compared."""
    outputs = {
        name: t.to(torch.float64) if t.is_floating_point() else t
        for name, t in answer.outputs.items()
    }
    return replace(answer, outputs=outputs)


def check_virtual_device(pair: Pair, build: Build) -> Halves[None]:
    """On a machine without an accelerator: what would stay behind on the CPU."""
    steps = tuple(Step(case, train) for train in (False, True) for case in build.main)
    evaluation = Evaluation(
        build=build.first, steps=steps, fresh=True, lift=False, virtual_device=True, used=True
    )
    pending = pair.attempt.start(evaluation)
    yield
    actual = pending()
    if not any(ours.strays for ours in actual.answers):
        return
    expected = pair.reference.evaluate(evaluation)
    unused = pair.attempt.evaluate(replace(evaluation, used=False))
    is_kept = not any(ours.strays for ours in unused.answers)
    for step, right, ours in zip(steps, expected.answers, actual.answers, strict=True):
        if ours.strays and not right.strays:
            words = case_words(pair.cases[step.case])
            where = "moved to another device after a call" if is_kept else "on another device"
            failure = CheckFailedError(
                CHECK,
                f"{where} this would fail: {ours.strays[0]}, {words}",
                details=(STAYS_KEPT if is_kept else STAYS,),
                line=line_of(ours.strays[0]),
            )
            raise at_its_attribute(failure, pair.inventories[build.first][1], ours.strays[0])


def at_its_attribute(failure: CheckFailedError, attempt: Inventory, stray: str) -> CheckFailedError:
    """About the only plain tensor that the attempt keeps, where no line made another."""
    names = {name.rpartition(".")[2] for name in attempt.stray_tensors}
    if len(names) != 1 or MADE in stray:
        return failure
    failure.line = None  # where it is used is in the words
    return about(attempt.stray_tensors[0], failure)


def line_of(stray: str) -> int | None:
    """The line that a stray's words end in."""
    number = stray.rpartition("line ")[2]
    return int(number) if number.isdigit() else None


def check_side_effects(observed: Observed, target: str) -> None:
    """Inputs, parameters and process-wide settings are left alone; no state between calls."""
    if observed.changed:
        names = ", ".join(sorted(observed.changed))
        message = f"{target} changes {names} in place"
        details = ("work on a new tensor instead",)
        failure = CheckFailedError("side effects", message, details=details)
        failure.blame = Blame(Suspect.INPUT, min(observed.changed))
        raise failure
    refuse_disturbed(observed.disturbed, target)
    if observed.unsteady:
        message = f"a later call, under no_grad, gives another result, {observed.unsteady}"
        raise CheckFailedError("side effects", message)


def refuse_disturbed(settings: Collection[str], target: str) -> None:
    """What a run set for everyone else: seen only where it was not so already."""
    if settings:
        names = ", ".join(sorted(settings))
        raise CheckFailedError("side effects", f"{target} changes {names} for the whole process")
