"""Train mode: dropout places and rates, batch statistics, and what they leave for eval mode."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from torchkata.contracts import Kata
from torchkata.judge.align import Alignment
from torchkata.judge.align.verify import Agreement, agreement, mapped
from torchkata.judge.checks.chance import check_law, has_batch
from torchkata.judge.checks.shapes import Observed, observe, refuse_chance
from torchkata.judge.compare import OUTPUT_LIMIT, output_difference
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError, about, case_words, input_words
from torchkata.judge.halves import Halves
from torchkata.judge.pair import Pair
from torchkata.judge.side import generic
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Answer, Inventory, Result, Step

SEED = 3
ROUNDS = 2  # in train mode, after which what is kept of them shows


@dataclass(frozen=True, slots=True)
class Trained:
    """Both sides after the same steps, and what the attempt gave once it was reloaded."""

    expected: Result
    actual: Result
    after: tuple[int, ...]  # the cases that were run once more, in eval mode
    reloaded: tuple[Answer, ...]  # what the copy gave for them
    fault: AttemptError | None  # of the reloading
    filled: tuple[tuple[Answer, Answer], ...]  # at last, with other values in named buffers


def check_training(
    pair: Pair, build: Build, alignment: Alignment, observed: Observed, kata: Kata
) -> Halves[Trained]:
    """Every case in train mode, several times where there is state, then in eval mode."""
    cases = alignment.reference.cases
    main = [case for case in cases if case in build.main] or cases
    has_state = any(side.buffers for side in pair.inventories[build.first])
    rounds = kata.train_steps if has_state else 1
    in_training = [Step(case, train=True, seeds=(SEED,)) for _ in range(rounds) for case in cases]
    if has_state:  # it moves without gradients too; not last: then nothing would be attached
        in_training.insert(len(cases), Step(cases[0], train=True, no_grad=True))
    after = [Step(case) for case in main]
    pending = begin_both(alignment, in_training, after, kata.buffers)
    yield
    trained = pending()
    answers = zip(trained.expected.answers, trained.actual.answers, strict=True)
    for step, (right, ours) in zip(in_training + after, answers, strict=True):
        found = compared(step, right, ours, alignment)
        if step.train and by_chance(right, ours) and has_batch(pair.cases[step.case]):
            check_law(pair, build, alignment, step.case)
            return begin_both(alignment, [], after, kata.buffers)()
        if not step.train:
            refuse_chance(pair.cases[step.case], right, ours)
        observe(observed, right, ours)
        if not found.all:
            raise training_failure(pair, step, right, ours, found)
    return trained


def compared(step: Step, right: Answer, ours: Answer, alignment: Alignment) -> Agreement:
    """Outputs, and in train mode gradients."""
    if not step.seeds:
        return Agreement(step.case, output_difference(right, ours, OUTPUT_LIMIT))
    assert alignment.partner is not None
    sides = alignment.reference, alignment.attempt
    return agreement(step.case, right, ours, alignment.partner, *sides)


def training_failure(
    pair: Pair, step: Step, right: Answer, ours: Answer, found: Agreement
) -> CheckFailedError:
    """Something differs in train mode, or in eval mode after it."""
    what = "outputs" if found.difference is not None else "gradients"
    when = "in train mode" if step.train else "in eval mode after training"
    details = (
        dropout_words(right.rates, ours.rates, ours.randomness) if step.train else "",
        "" if step.train else "look at what train mode keeps for eval mode, without gradients too",
        found.difference.message if found.difference is not None else "",
        f"of {', '.join(found.gradients[:4])}" if found.gradients else "",
        input_words(pair.cases[step.case]),
    )
    failure = CheckFailedError(
        "train mode",
        f"{what} leave the reference {when}, {case_words(pair.cases[step.case])}",
        details=tuple(detail for detail in details if detail),
    )
    failure.case, failure.train = step.case, step.train
    failure.rounds = 0 if step.train else ROUNDS
    return failure


def begin_both(
    alignment: Alignment, in_training: list[Step], after: list[Step], buffers: tuple[str, ...]
) -> Callable[[], Trained]:
    """The same steps on newly built targets with related weights; the attempt goes on reloaded.

    The steps `after` are repeated on a copy of the attempt that was made through its state dict,
    and the first of them once more on both sides, with other values in the named `buffers`.
    """
    assert alignment.partner is not None
    values = generic(alignment.reference, 60)
    theirs = mapped(values, alignment.partner)
    steps = in_training + after
    again = [replace(step, reload=index == 0) for index, step in enumerate(after)]
    last = [replace(step, filled=buffers) for step in after[:1] if buffers]
    pending = alignment.attempt.start(theirs, steps + again + last, fresh=True)
    reference = alignment.reference.start(values, steps + last, fresh=True)

    def trained() -> Trained:
        expected, fault = reference(), None
        try:
            actual = pending()
        except AttemptError as error:
            if error.fault.stage != "state":
                raise
            fault = error  # of the reloading alone: what comes before it is looked at first
            actual = alignment.attempt.start(theirs, steps, fresh=True)()
        count = len(steps)
        reloaded = actual.answers[count : count + len(again)]
        filled = zip(expected.answers[count:], actual.answers[count + len(again) :], strict=False)
        return Trained(
            replace(expected, answers=expected.answers[:count]),
            replace(actual, answers=actual.answers[:count]),
            tuple(step.case for step in after),
            reloaded,
            fault,
            tuple(filled),
        )

    return trained


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


def check_state(pair: Pair, build: Build, buffers: tuple[str, ...], trained: Trained) -> None:
    """Named buffers agree after training, and a state dict carries the whole state."""
    expected, actual = trained.expected, trained.actual
    for name in buffers:
        if name not in actual.buffers:
            raise no_buffer(name, pair.inventories[build.first][1])
        if not close(expected.buffers[name], actual.buffers[name]):
            shapes = [tuple(side.buffers[name].shape) for side in (actual, expected)]
            what = (
                "differs" if shapes[0] == shapes[1] else f"has shape {shapes[0]}, not {shapes[1]},"
            )
            raise about(name, CheckFailedError("state", f"the buffer {name} {what} after training"))
    if actual.attached:
        message = f"the buffer {actual.attached[0]} is part of the graph after training"
        details = ("it then holds every earlier batch in memory: update it under torch.no_grad()",)
        raise about(actual.attached[0], CheckFailedError("state", message, details=details))
    saved = pair.inventories[build.first][1].saved
    unsaved = [name for name in buffers if name not in saved]
    if unsaved:
        message = f"the buffer {unsaved[0]} is not in the state dict"
        raise about(unsaved[0], CheckFailedError("state", message))
    check_reload(pair, trained)
    for right, ours in trained.filled:
        difference = output_difference(right, ours, OUTPUT_LIMIT)
        if difference is not None:
            raise CheckFailedError(
                "state",
                f"with other values in {' and '.join(buffers)}, outputs leave the reference",
                details=(difference.message, f"in {case_words(pair.cases[trained.after[0]])}"),
            )


def no_buffer(name: str, attempt: Inventory) -> CheckFailedError:
    """Nothing is registered as a buffer of this name; a parameter may be."""
    mend = f'register it: self.register_buffer("{name}", …)'
    if all(leaf.name != name for leaf in (*attempt.leaves, *attempt.frozen)):
        message, details = f"there is no buffer named {name}", (mend,)
        return about(name, CheckFailedError("state", message, details=details))
    reason = "an optimizer is given every parameter, also one that takes no gradient"
    message = f"{name} is a parameter, and has to be a buffer"
    return about(name, CheckFailedError("state", message, details=(reason, mend)))


def check_reload(pair: Pair, trained: Trained) -> None:
    """A new target with the trained one's state dict gives what the trained one gives."""
    if trained.fault is not None:
        raise trained.fault
    before = trained.actual.answers[-len(trained.reloaded) :]
    for case, kept, loaded in zip(trained.after, before, trained.reloaded, strict=True):
        difference = output_difference(kept, loaded, OUTPUT_LIMIT)
        if difference is not None:
            raise CheckFailedError(
                "state",
                "a state dict does not carry the whole state: a new "
                f"{pair.target} loaded from it gives other values",
                details=(difference.message, f"in {case_words(pair.cases[case])}"),
            )


def close(expected: object, actual: object) -> bool:
    """Whether two buffers agree in shape and value."""
    a, b = np.asarray(expected, dtype=np.float64), np.asarray(actual, dtype=np.float64)
    return a.shape == b.shape and np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)
