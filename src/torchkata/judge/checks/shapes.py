"""Runs on every case and returns what the reference returns, by structure, shape and dtype."""

from dataclasses import dataclass, field

from torchkata.judge.compare import (
    Difference,
    dtype_difference,
    output_difference,
    shape_difference,
    structure_difference,
)
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError, case_words, input_words
from torchkata.judge.halves import Halves, begun
from torchkata.judge.pair import Pair
from torchkata.worker.case import Case
from torchkata.worker.messages import Answer, Evaluation, Step

NOISE = "noise"  # the input that stands for what a target draws by itself where it is left out
STEADY = 1e-12  # how far apart two calls may be: kernels differ where gradients are not wanted


@dataclass
class Observed:
    """What plain runs showed besides values; judged by later checks."""

    changed: set[str] = field(default_factory=set)
    disturbed: set[str] = field(default_factory=set)
    unsteady: str = ""  # the case whose second call gave another result


def check_shapes(pair: Pair, forbidden: tuple[str, ...]) -> Halves[Observed]:
    """Run all cases in eval mode with the parameters as they are initialised."""
    observed = Observed()
    runs = [begun(run_plainly(pair, build, observed, forbidden)) for build in pair.builds]
    yield
    for finish in runs:
        finish()
    return observed


def run_plainly(
    pair: Pair, build: Build, observed: Observed, forbidden: tuple[str, ...]
) -> Halves[None]:
    """The cases of one build."""
    steps = pair.plain_steps(build)
    evaluation = Evaluation(
        build=build.first,
        steps=steps,
        fresh=True,
        drop=True,
        forbidden=forbidden,
        looks_at_torch=True,
    )
    pending = pair.attempt.start(evaluation)
    yield
    expected, actual = pair.reference.evaluate(evaluation), pending()
    refuse_changes_to_torch(actual.left)
    for step, right, ours in zip(steps, expected.answers, actual.answers, strict=True):
        refuse_ready_mades(ours)
        try:
            compare(pair, step.case, right, ours)
        except CheckFailedError as failure:
            failure.case = step.case
            raise
        refuse_chance(pair.cases[step.case], right, ours)
        observe(observed, right, ours)
    repeated = output_difference(actual.answers[0], actual.answers[-1], STEADY)
    if repeated is not None:
        observed.unsteady = case_words(pair.cases[build.first])


def refuse_changes_to_torch(left: tuple[str, ...]) -> None:
    """Where torch itself was changed, nothing that it gives can be compared."""
    if left:
        names = ", ".join(left[:3])
        message = f"the attempt changes torch for its whole process: {names}"
        raise CheckFailedError("side effects", message, details=("leave torch as it is",))


def check_ready_mades(pair: Pair, forbidden: tuple[str, ...]) -> None:
    """What left its node in the graph was called, however it was hidden."""
    if not forbidden:
        return
    for build in pair.builds:
        steps = (Step(build.first, seeds=(1,)),)
        evaluation = Evaluation(build=build.first, steps=steps, forbidden=forbidden)
        refuse_ready_mades(pair.attempt.evaluate(evaluation).answers[0])


def refuse_ready_mades(ours: Answer) -> None:
    """What the kata asks to be written may not be called, under whatever name."""
    if not ours.called:
        return
    name, line = next(iter(ours.called.items()))
    place = f" at line {line}" if line is not None else ""
    raise CheckFailedError(
        "static",
        f"the attempt calls {name}{place}, the ready-made that this kata asks you to write",
        line=line,
    )


def compare(pair: Pair, case: int, right: Answer, ours: Answer) -> None:
    """The first difference in structure, shape or dtype."""
    checks = (structure_difference, shape_difference, dtype_difference)
    found: Difference | None = next((d for d in (c(right, ours) for c in checks) if d), None)
    if found is not None:
        details = (f"in {case_words(pair.cases[case])}", input_words(pair.cases[case]))
        raise CheckFailedError("shapes", found.message, details=details)


def observe(observed: Observed, right: Answer, ours: Answer) -> None:
    """Keep what later checks judge."""
    observed.changed |= set(ours.changed)
    observed.disturbed |= set(ours.disturbed)


def refuse_chance(case: Case, right: Answer, ours: Answer) -> None:
    """In eval mode nothing is dropped or drawn, unless the reference does so."""
    if ours.rates and not right.rates:
        rates = ", ".join(f"{rate:g}" for rate in sorted(set(ours.rates)))
        raise CheckFailedError("values", f"dropout (p = {rates}) is active in eval mode")
    if ours.randomness and not right.randomness:
        names = ", ".join(sorted(set(ours.randomness)))
        why = "although noise was given" if NOISE in case.inputs else "in eval mode"
        raise CheckFailedError("values", f"random numbers are drawn {why} ({names})")
