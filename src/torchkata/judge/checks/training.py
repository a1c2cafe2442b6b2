"""Train mode: dropout places and rates, batch statistics, and what they leave for eval mode."""

import numpy as np

from torchkata.judge.align import Alignment
from torchkata.judge.align.verify import agreement, mapped
from torchkata.judge.checks.chance import check_law, has_batch
from torchkata.judge.checks.shapes import Observed, observe
from torchkata.judge.compare import OUTPUT_LIMIT, output_difference
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError, case_words, input_words
from torchkata.judge.pair import Pair
from torchkata.judge.side import generic
from torchkata.worker.messages import Answer, Result, Step

SEED = 3


def check_training(
    pair: Pair, build: Build, alignment: Alignment, observed: Observed, *, rounds: int
) -> tuple[Result, Result]:
    """Every case several times in train mode, then in eval mode; returns both results."""
    cases = alignment.reference.cases
    trained = [Step(case, train=True, seeds=(SEED,)) for _ in range(rounds) for case in cases]
    steps = [*trained, *(Step(case, seeds=(SEED,)) for case in cases)]
    expected, actual = run_both(alignment, steps)
    for step, right, ours in zip(steps, expected.answers, actual.answers, strict=True):
        assert alignment.partner is not None
        found = agreement(
            step.case, right, ours, alignment.partner, alignment.reference, alignment.attempt
        )
        if step.train and by_chance(right, ours) and has_batch(pair.cases[step.case]):
            check_law(pair, build, alignment, step.case)
            return run_both(alignment, steps[len(trained) :])
        observe(observed, right, ours, may_drop=step.train)
        if found.all:
            continue
        what = "outputs" if found.difference is not None else "gradients"
        when = "in train mode" if step.train else "in eval mode after training"
        raise CheckFailedError(
            "train mode",
            f"{what} leave the reference {when}, {case_words(pair.cases[step.case])}",
            details=tuple(
                detail
                for detail in (
                    dropout_words(right.rates, ours.rates, ours.randomness) if step.train else "",
                    "" if step.train else "look at what train mode keeps for eval mode",
                    found.difference.message if found.difference is not None else "",
                    f"of {', '.join(found.gradients[:4])}" if found.gradients else "",
                    input_words(pair.cases[step.case]),
                )
                if detail
            ),
        )
    return expected, actual


def run_both(
    alignment: Alignment, steps: list[Step], *, reload: bool = False
) -> tuple[Result, Result]:
    """The same steps on newly built targets with related weights."""
    assert alignment.partner is not None
    values = generic(alignment.reference, 60)
    theirs = mapped(values, alignment.partner)
    ours = alignment.attempt.evaluate(theirs, steps, fresh=True, reload=reload)
    return alignment.reference.evaluate(values, steps, fresh=True), ours


def by_chance(right: Answer, ours: Answer) -> bool:
    """Whether the attempt draws random numbers of its own where the reference drops."""
    return bool(ours.randomness) and not right.randomness


def dropout_words(
    expected: tuple[float, ...], actual: tuple[float, ...], randomness: tuple[str, ...]
) -> str:
    """What is known of the dropouts on both sides."""
    if randomness and not actual:
        return f"random numbers come from {', '.join(sorted(set(randomness)))}, not from dropout"
    if sorted(expected) == sorted(actual):
        return "dropout is applied at another place than in the reference" if expected else ""
    return f"dropouts applied: yours {rates_words(actual)}, reference {rates_words(expected)}"


def rates_words(rates: tuple[float, ...]) -> str:
    """`2 (p = 0.1)`."""
    if not rates:
        return "none"
    listed = ", ".join(f"{rate:g}" for rate in sorted(set(rates)))
    return f"{len(rates)} (p = {listed})"


def check_state(
    pair: Pair,
    build: Build,
    alignment: Alignment,
    buffers: tuple[str, ...],
    results: tuple[Result, Result],
) -> None:
    """Named buffers agree after training, and a state dict carries the whole state."""
    expected, actual = results
    for name in buffers:
        if name not in actual.buffers:
            raise CheckFailedError(
                "state",
                f"there is no buffer named {name}",
                details=(f'register it: self.register_buffer("{name}", …)',),
            )
        if not close(expected.buffers[name], actual.buffers[name]):
            shapes = [tuple(side.buffers[name].shape) for side in (actual, expected)]
            what = (
                "differs" if shapes[0] == shapes[1] else f"has shape {shapes[0]}, not {shapes[1]},"
            )
            raise CheckFailedError("state", f"the buffer {name} {what} after training")
    if actual.attached:
        message = f"the buffer {actual.attached[0]} is part of the graph after training"
        details = ("it then holds every earlier batch in memory: update it under torch.no_grad()",)
        raise CheckFailedError("state", message, details=details)
    saved = pair.inventories[build.first][1].saved
    unsaved = [name for name in buffers if name not in saved]
    if unsaved:
        raise CheckFailedError("state", f"the buffer {unsaved[0]} is not in the state dict")
    check_reload(pair, alignment)


def close(expected: object, actual: object) -> bool:
    """Whether two buffers agree in shape and value."""
    a, b = np.asarray(expected, dtype=np.float64), np.asarray(actual, dtype=np.float64)
    return a.shape == b.shape and np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)


def check_reload(pair: Pair, alignment: Alignment) -> None:
    """A new target with the trained one's state dict gives what the trained one gives."""
    cases = alignment.reference.cases
    steps = [*(Step(case, train=True) for case in cases), *(Step(case) for case in cases)]
    expected, actual = run_both(alignment, steps, reload=True)
    for step, right, ours in zip(steps, expected.answers, actual.answers, strict=True):
        difference = output_difference(right, ours, OUTPUT_LIMIT)
        if difference is not None and not step.train:  # train mode has been compared
            raise CheckFailedError(
                "state",
                "a state dict does not carry the whole state: a new "
                f"{pair.target} loaded from it gives other values",
                details=(difference.message, f"in {case_words(pair.cases[step.case])}"),
            )
