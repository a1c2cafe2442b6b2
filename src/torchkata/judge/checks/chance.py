"""Dropout by random numbers of the attempt's own: compared as a law, where it cannot be exactly.

One sample is repeated many times over the batch, in train mode with real randomness on both sides.
Mean, variance and the product of neighbours of every output element then have to agree; a mask
shared by the whole batch shows as a mean that is far too far away.
"""

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from torchkata.judge.align import Alignment
from torchkata.judge.align.verify import mapped
from torchkata.judge.draw import Build
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.pair import Pair
from torchkata.judge.side import generic
from torchkata.worker.case import Case
from torchkata.worker.messages import Evaluation, Step

MOST_REPEATS = 20_000
MOST_ELEMENTS = 2**21  # of one input
Z_LIMIT = 6.0
BATCH = "B"


def has_batch(case: Case) -> bool:
    """Whether the case says which of its axes is the batch."""
    return BATCH in case.sizes and any(isinstance(v, Tensor) for v in case.inputs.values())


def check_law(pair: Pair, build: Build, alignment: Alignment, case: int) -> None:
    """Compare the distribution of outputs in train mode on one repeated sample."""
    assert alignment.partner is not None
    sample = pair.cases[case]
    largest = max(v.numel() for v in sample.inputs.values() if isinstance(v, Tensor))
    repeats = max(1000, min(MOST_REPEATS, MOST_ELEMENTS * sample.sizes[BATCH] // largest))
    cases = (*pair.cases, repeated(sample, repeats))
    pair.attempt.prepare(cases)
    pair.reference.prepare(cases)
    values = generic(alignment.reference, 90)
    theirs = mapped(values, alignment.partner)
    evaluation = Evaluation(build.first, (Step(len(cases) - 1, train=True),), fresh=True)
    pending = pair.attempt.start(replace(evaluation, weights=alignment.attempt.weights(theirs)))
    right = pair.reference.evaluate(
        replace(evaluation, weights=alignment.reference.weights(values))
    )
    ours = pending()
    for name, expected in right.answers[0].outputs.items():
        found = furthest(expected, ours.answers[0].outputs[name])
        if found is not None:
            statistic, z = found
            raise CheckFailedError(
                "train mode",
                f"in train mode the {statistic} of {name} is not that of the reference's dropout",
                details=(f"{z:.0f} standard errors away over {repeats} samples, allowed 6",),
            )


def repeated(case: Case, repeats: int) -> Case:
    """The first sample of every input with a batch axis, many times over."""
    batch = case.sizes[BATCH]
    inputs = {
        name: value[:1].expand(repeats, *value.shape[1:]).clone()
        if isinstance(value, Tensor) and value.dim() > 0 and value.shape[0] == batch
        else value
        for name, value in case.inputs.items()
    }
    return replace(case, inputs=inputs, strided=False, name=f"{case.name}, repeated")


def furthest(expected: Tensor, actual: Tensor) -> tuple[str, float] | None:
    """The statistic that differs most, if by more than chance explains."""
    if expected.shape != actual.shape or not expected.is_floating_point():
        return None
    a, b = (t.double().flatten(1) for t in (expected, actual))
    statistics = {"mean": z_of_means(a, b), "variance": z_of_means(squares(a), squares(b))}
    if a.shape[1] > 1:
        statistics["dependence of neighbours"] = z_of_means(products(a), products(b))
    name = max(statistics, key=statistics.__getitem__)
    return (name, statistics[name]) if not statistics[name] <= Z_LIMIT else None


def squares(samples: Tensor) -> Tensor:
    """Squared distances from the mean of each element."""
    return (samples - samples.mean(0)) ** 2


def products(samples: Tensor) -> Tensor:
    """Products of the distances from the mean of neighbouring elements."""
    centred = samples - samples.mean(0)
    return centred[:, 1:] * centred[:, :-1]


def z_of_means(a: Tensor, b: Tensor) -> float:
    """The largest difference of two means in standard errors; exact where nothing varies."""
    error = ((a.var(0) + b.var(0)) / len(a)).sqrt()
    scale = max(float(a.abs().max()), 1e-300)
    z = (a.mean(0) - b.mean(0)).abs() / torch.clamp(error, min=1e-9 * scale)
    return float(np.nan_to_num(float(z.max()), nan=np.inf))
