"""An attempt followed line by line in its process, on the cases of a kata or on given tensors."""

from collections.abc import Sequence
from dataclasses import replace

from torchkata.contracts import Run, Trace
from torchkata.worker.case import Case
from torchkata.worker.messages import Look, Looks
from torchkata.worker.remote import Remote
from torchkata.worker.stepping import with_steps

LOOKS, LOOKS_OF_DRIVERS = 3, 2  # at most; a driver takes many steps


def followed(
    remote: Remote, cases: tuple[Case, ...], looks: Sequence[Look], *, with_numbers: bool
) -> Trace:
    """Runs of the attempt, each with the name and the sizes of its case."""
    runs = remote.trace(Looks(tuple(looks), with_numbers))
    statements = with_steps(remote.target.source).statements
    told = (named(run, cases[look.case]) for run, look in zip(runs, looks, strict=True))
    return Trace(statements, tuple(told))


def named(run: Run, case: Case) -> Run:
    """A run of a case."""
    return replace(run, case=case.name, sizes=dict(case.sizes))


def telling_looks(cases: Sequence[Case], *, most: int, in_train_mode: bool) -> list[Look]:
    """A few cases whose sizes differ as much as they can, the plain one first.

    `in_train_mode` adds runs in train mode, for code that looks at which mode it is in.
    """
    chosen = [0]
    while len(chosen) < min(most, len(cases)):
        rest = [i for i in range(len(cases)) if i not in chosen]
        chosen.append(max(rest, key=lambda i: (news(cases, chosen, i), -i)))
    looks = [Look(case) for case in chosen]
    return looks + [Look(case, train=True) for case in chosen[:2] if in_train_mode]


def news(cases: Sequence[Case], chosen: Sequence[int], candidate: int) -> float:
    """How much a case would show that the chosen ones do not: sizes, and arguments left out."""
    own = cases[candidate]
    differing = min(
        sum(size != cases[i].sizes.get(name) for name, size in own.sizes.items()) for i in chosen
    )
    ones = sum(size == 1 for size in own.sizes.values())
    missing = {name for name, value in own.inputs.items() if value is None}
    known = [{n for n, v in cases[i].inputs.items() if v is None} for i in chosen]
    return differing - 1.5 * ones + 0.5 * (missing not in known)
