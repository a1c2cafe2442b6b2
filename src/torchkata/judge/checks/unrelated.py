"""Why no relabelling of the parameters was found, as exactly as can be told."""

import numpy as np

from torchkata.contracts import KataError
from torchkata.judge.align import Alignment, align
from torchkata.judge.align.diagnose import odd_one_out
from torchkata.judge.align.entry import by_name, by_order
from torchkata.judge.align.verify import verify
from torchkata.judge.checks.differing import gradient_failure, value_failure
from torchkata.judge.compare import input_gradient_errors
from torchkata.judge.draw import Build
from torchkata.judge.failures import (
    CheckFailedError,
    NotRelatedError,
    about,
    case_words,
    input_words,
)
from torchkata.judge.likely import maps
from torchkata.judge.pair import Pair
from torchkata.judge.side import Side, generic
from torchkata.worker.faults import AttemptError
from torchkata.worker.messages import Evaluation, Step

DIAGNOSIS_BUDGET = 4.0  # processor seconds
TELLING = 1e-4  # of the largest value: what differs by less looks like rounding, and is none


def explained(pair: Pair, build: Build, alignment: Alignment) -> Exception:
    """Why no relabelling was found, as exactly as can be told."""
    reference, attempt = pair.inventories[build.first]
    misplaced = attempt.stray_modules or attempt.stray_tensors
    if alignment.counts is not None and alignment.counts[1] < alignment.counts[0] and misplaced:
        return unregistered(misplaced, bool(attempt.stray_modules))
    if alignment.counts is not None and len(attempt.frozen) > len(reference.frozen):
        names = ", ".join(leaf.name for leaf in attempt.frozen)
        message = f"{names} takes no gradient (requires_grad=False)"
        return about(attempt.frozen[0].name, CheckFailedError("gradients", message))
    if alignment.cut:
        return cut_failure(sorted(alignment.cut))
    about_values = alignment.contradiction is not None and alignment.contradiction.difference
    through = None if alignment.is_proof and about_values else align_through_cuts(pair, build)
    if through is not None:
        return through
    return not_the_same(pair, build, alignment)


def unregistered(names: tuple[str, ...], are_modules: bool) -> CheckFailedError:
    """Parameters that torch does not know of."""
    listed = ", ".join(f"self.{name}" for name in names[:4])
    kind, mend = (
        ("kept in a plain list or dict", "use nn.ModuleList, nn.ModuleDict or nn.ParameterList")
        if are_modules
        else ("a plain tensor", "use nn.Parameter, or register_buffer for a constant")
    )
    message = f"{listed} is {kind}: torch does not train, save or move it"
    return about(names[0], CheckFailedError("state", message, details=(mend,)))


def cut_failure(names: list[str]) -> CheckFailedError:
    """Parameters that matter and are not trained."""
    message = f"{', '.join(names[:4])} changes the output but gets no gradient"
    details = ("look for detach, .data or no_grad",)
    return CheckFailedError("gradients", message, details=details)


def align_through_cuts(pair: Pair, build: Build) -> CheckFailedError | None:
    """Whether everything agrees once nothing is detached: then only gradients are wrong."""
    if pair.kind not in ("module", "function", "loop"):  # an optimizer needs its no_grad
        return None
    opened = pair.sides(build, transparent=True)
    try:
        if not any(map(is_cut, pair.sides(build), opened)):
            return None
        through = align(*opened, budget=DIAGNOSIS_BUDGET)
    except (AttemptError, KataError):  # one of them needs its no_grad, or its detach
        return None
    if through.partner is None:
        return None
    reference, attempt = pair.sides(build)
    if through.reference.n != reference.n or through.attempt.n != attempt.n:
        return None
    agreement = verify(reference, attempt, through.partner)
    return gradient_failure(pair, agreement) if agreement.values and not agreement.all else None


def is_cut(plain: Side, opened: Side) -> bool:
    """Whether gradients are others once nothing is detached."""
    values = generic(plain, 12)
    answers = plain.answers(values, (1,)), opened.answers(values, (1,))
    return any(
        not np.array_equal(plain.gradient(one), opened.gradient(other), equal_nan=True)
        or any(input_gradient_errors(one, other).values())
        for one, other in zip(*answers, strict=True)
    )


def not_the_same(pair: Pair, build: Build, alignment: Alignment) -> Exception:
    """Another function, shown where it can be shown best.

    A difference in natural order alone says little: names can be crossed and heads interleaved. It
    counts where another relabelling is excluded, or was searched for to the end.
    """
    natural = in_natural_order(pair, build)
    if alignment.ran_out or not (alignment.is_proof or natural):
        return not_related(natural)
    if natural is not None:
        return natural
    if alignment.counts is not None:
        return miscounted(pair, build, alignment, alignment.counts)
    found = alignment.contradiction
    if found is not None and found.difference is not None and found.difference.error > TELLING:
        return value_failure(pair, found.case, found.difference)
    return nearest(pair, build)


def nearest(pair: Pair, build: Build) -> CheckFailedError:
    """How outputs differ where the parameters are related as well as can be."""
    message = "no relabelling of your parameters computes the reference's function"
    reference, attempt = pair.sides(build)
    tried = (verify(reference, attempt, partner) for partner in maps(reference, attempt))
    found = [(known.case, known.difference) for known in tried if known.difference is not None]
    known = [(case, different) for case, different in found if case is not None]
    if not known:
        details = ("outputs and gradients cannot both agree, whichever parameter plays which",)
        return CheckFailedError("values", message, details=details)
    case, different = min(known, key=lambda one: one[1].error)
    details = (f"nearest, in {case_words(pair.cases[case])}: {different.message}",)
    failure = CheckFailedError("values", message, details=details)
    failure.case, failure.values = case, different.values
    return failure


def in_natural_order(pair: Pair, build: Build) -> CheckFailedError | None:
    """How outputs differ where parameters of the same name, or in the same place, are the same."""
    reference, attempt = pair.sides(build)
    for partner in (by_name(reference, attempt), by_order(reference, attempt)):
        if partner is not None:
            agreement = verify(reference, attempt, partner)
            if agreement.difference is not None and agreement.case is not None:
                return value_failure(pair, agreement.case, agreement.difference)
    return None


def not_related(natural: CheckFailedError | None) -> NotRelatedError:
    """No relabelling was found, which proves nothing; nor does a difference in natural order."""
    words = (
        "undecided: your parameters could not be related to the reference's, "
        "nor could it be excluded"
    )
    if natural is not None:
        words += f"; taken by name and order, {natural.message}: {natural.details[0]}"
    return NotRelatedError(words)


def miscounted(
    pair: Pair, build: Build, alignment: Alignment, counts: tuple[int, int]
) -> CheckFailedError:
    """Another number of parameters that matter."""
    wanted, given = counts
    theirs, ours = pair.inventories[build.first]
    if len(ours.tied) > len(theirs.tied):
        message = f"{ours.tied[0]}, which the reference keeps apart"
        return CheckFailedError("values", message, details=ours.tied[1:4])
    odd = odd_one_out(alignment.reference, alignment.attempt)
    message = f"{given} of your scalar parameters matter, {wanted} of the reference's"
    details = (odd,) if odd else parameter_lists(pair, build)
    if given < wanted and len(ours.buffers) > len(theirs.buffers):
        details += (f"buffers are not trained, and yours are {', '.join(ours.buffers[:4])}",)
    failure = CheckFailedError("values", message, details=details)
    failure.surplus = given - wanted, build.first
    untrained = buffers_of_size(pair, build, wanted - given) if odd else []
    return about(untrained[0], failure) if len(untrained) == 1 else failure


def buffers_of_size(pair: Pair, build: Build, size: int) -> list[str]:
    """Buffers of the attempt's own that hold so many floats: a parameter that is lacking, maybe."""
    theirs, _ = pair.inventories[build.first]
    held = pair.attempt.evaluate(Evaluation(build.first, (Step(build.first),))).buffers
    return [
        name
        for name, buffer in held.items()
        if name not in theirs.buffers and buffer.is_floating_point() and buffer.numel() == size
    ]


def parameter_lists(pair: Pair, build: Build) -> tuple[str, ...]:
    """The attempt's parameters with their shapes."""
    _, attempt = pair.inventories[build.first]
    listed = ", ".join(f"{leaf.name} {leaf.shape}" for leaf in attempt.leaves[:12])
    return (f"yours: {listed or 'none'}", input_words(pair.cases[build.first]))
