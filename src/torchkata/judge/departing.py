"""Where an attempt that failed leaves the reference: what to record, on which case, and when."""

import ast
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

import numpy as np

from torchkata.contracts import Departure, Evidence
from torchkata.judge.evidence import Scene, evidence
from torchkata.judge.failures import CheckFailedError
from torchkata.judge.pair import Pair
from torchkata.judge.side import Indices
from torchkata.worker.faults import AttemptError
from torchkata.worker.probes import with_probes
from torchkata.worker.remote import Remote

Locate = Callable[[Evidence], Departure | None]

FROM_VALUES = ("shapes", "values", "train mode")  # checks that fail by what is computed on the way
MOST_SCENES = 6


def departed(
    pair: Pair | None,
    failure: CheckFailedError,
    remote: Remote,
    locate: Locate,
    partners: Mapping[int, Indices],
) -> Departure | None:
    """Where the attempt first leaves the reference, as far as `locate` can tell.

    `pair` is there once both sides are built; `partners` relates the parameters of the builds
    whose values agree.
    """
    if failure.attribute is not None:
        return at_attribute(failure, remote)
    if failure.argument is not None:
        return at_argument(failure, remote)
    if failure.changed is not None:
        return at_change(failure, remote)
    if pair is None or failure.check not in FROM_VALUES:
        return None
    try:
        for scene in islice(scenes(pair, failure, partners), MOST_SCENES):
            found = evidence(pair, remote, scene)
            if found is not None:
                with np.errstate(all="ignore"):  # values may be as large as they like
                    return locate(found)
    except (
        AttemptError,
        RecursionError,
    ):  # it is judged already: what breaks now only costs the explanation
        return None
    return None


def scenes(
    pair: Pair, failure: CheckFailedError, partners: Mapping[int, Indices]
) -> Iterator[Scene]:
    """The case that failed; every case where it is not known which did."""
    weight, scale = failure.loud
    for build in pair.builds:
        for case in build.cases:
            if failure.case in (None, case):
                partner = partners.get(build.first)
                yield Scene(build, case, weight, scale, failure.train, partner)


def at_argument(failure: CheckFailedError, remote: Remote) -> Departure | None:
    """The line that gives the argument its default."""
    tree = ast.parse(remote.target.source)
    signatures = [node.args for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    own = [a for args in signatures for a in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
    lines = {a.lineno for a in own if a.arg == failure.argument}
    return Departure(lines.pop(), failure.message) if len(lines) == 1 else None


def at_change(failure: CheckFailedError, remote: Remote) -> Departure | None:
    """The line that changes an input by its own name, if there is only one."""
    lines = set()
    for node in ast.walk(ast.parse(remote.target.source)):
        if not isinstance(node, ast.stmt | ast.expr):
            continue
        match node:
            case ast.AugAssign(target=ast.Name(id=name) | ast.Subscript(value=ast.Name(id=name))):
                is_it = name == failure.changed
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method)):
                is_it = name == failure.changed and method.endswith("_")
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name))]):
                is_it = name == failure.changed
            case _:
                is_it = False
        lines |= {node.lineno} if is_it else set()
    return Departure(lines.pop(), failure.message) if len(lines) == 1 else None


def at_attribute(failure: CheckFailedError, remote: Remote) -> Departure | None:
    """The line on which the attribute gets its value."""
    line = with_probes(remote.target.source).attributes.get(f"self.{failure.attribute}")
    return None if line is None else Departure(line, failure.message)
