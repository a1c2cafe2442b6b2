"""An attempt followed line by line in its process, on the cases of a kata or on given tensors."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

import torch

from torchkata.catalog import driver_text
from torchkata.contracts import (
    Attempt,
    CaseSpec,
    Failure,
    Kata,
    KataError,
    OwnTarget,
    Run,
    TensorSpec,
    Trace,
)
from torchkata.judge.draw import draw_cases, tensor_of, value_of
from torchkata.worker.case import Case
from torchkata.worker.faults import AttemptError
from torchkata.worker.launch import Launch
from torchkata.worker.messages import Look, Looks, Target
from torchkata.worker.remote import Remote
from torchkata.worker.stepping import statements_of

LOOKS, LOOKS_FOR_LETTERS = 2, 4  # at most: in a check, which is quick, and in a trace


def trace_launched(
    attempt: Attempt, of: Kata | OwnTarget, launch: Launch, *, case: str, seed: int
) -> Trace:
    """An attempt whose process has been started: its run on one case, then some for the letters."""
    remote = Remote(launch)
    target, cases = asked(attempt, of, seed)
    try:
        statements_of(target.source)
    except RecursionError as error:
        raise KataError(
            f"{attempt.path} is nested too deeply to be followed",
            hint="take its longest lines apart",
        ) from error
    first = next((i for i, drawn in enumerate(cases) if drawn.name == case), 0)
    others = [look for look in looks_for(of, cases) if look.case != first]
    try:
        remote.load(target)
        remote.prepare(cases)
        trace = followed(remote, cases, [Look(first)], with_numbers=True)
        trace = replace(trace, output=remote.output())  # what the other runs print says it again
    except AttemptError as error:
        fault = error.fault
        failure = Failure(fault.stage, fault.type, fault.message, fault.line, -1)
        return Trace(statements_of(target.source), (Run((), (), failure),), remote.output())
    if others:
        with suppress(AttemptError):  # they only tell more letters
            more = followed(remote, cases, others, with_numbers=False)
            trace = replace(trace, runs=trace.runs + more.runs)
    return trace


def asked(attempt: Attempt, of: Kata | OwnTarget, seed: int) -> tuple[Target, tuple[Case, ...]]:
    """What is loaded, and the cases that it is called with."""
    if isinstance(of, OwnTarget):
        return Target(attempt.text, str(attempt.path), of.name, of.kind), (own_case(of, seed),)
    driver, path = driver_text(of), str(of.driver or "")
    target = Target(attempt.text, str(attempt.path), of.target, of.kind.value, driver, path)
    return target, draw_cases(of, seed)


def looks_for(of: Kata | OwnTarget, cases: Sequence[Case]) -> list[Look]:
    """The cases by whose sizes letters are told apart."""
    if isinstance(of, OwnTarget):
        return []
    most = LOOKS if of.kind.needs_driver else LOOKS_FOR_LETTERS  # a driver takes many steps
    return telling_looks(cases, most=most, in_train_mode=False)


def own_case(of: OwnTarget, seed: int) -> Case:
    """The one case of a file of one's own, all arguments given by name."""
    generator = torch.Generator().manual_seed(seed)
    inputs = {
        name: tensor_of(spec, CaseSpec(""), {}, generator)
        if isinstance(spec, TensorSpec)
        else value_of(spec, {})
        for name, spec in of.inputs.items()
    }
    return Case("", {}, dict(of.build), inputs, by_name=True)


def followed(
    remote: Remote, cases: tuple[Case, ...], looks: Sequence[Look], *, with_numbers: bool
) -> Trace:
    """Runs of the attempt, each with the name and the sizes of its case."""
    runs = remote.trace(Looks(tuple(looks), with_numbers))
    statements = statements_of(remote.target.source)
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
