"""`kata trace`: every line of an attempt, or of any file, with what it makes."""

import ast
import difflib
from collections.abc import Iterable, Sequence
from math import prod

from torchkata.contracts import (
    Attempt,
    Chosen,
    Kata,
    KataError,
    OwnTarget,
    TensorSpec,
    TraceReport,
    ValueSpec,
)
from torchkata.contracts.typed import typed
from torchkata.practice.static import static_verdict

MOST_NUMBERS = 2**28  # in a tensor that is asked for: a gigabyte
EXAMPLE = 'for example --input "x=float[2, 16, 64]"'


def trace(chosen: Chosen, *, case: str | None, call: str, seed: int) -> TraceReport:
    """The chosen file on one of its kata's cases; the plain one unless another is named."""
    name = wanted_case(chosen.kata, case)
    require_runnable(chosen)
    return report(chosen.attempt, chosen.kata, case=name, call=call, seed=seed)


def wanted_case(kata: Kata, case: str | None) -> str:
    """The case of that name; without a name the plain one."""
    names = [spec.name for spec in kata.cases]
    if case is not None and case not in names:
        raise unknown("case", case, names, f"of {kata.id}")
    return case or names[0]


def trace_own(
    attempt: Attempt, target: str, *, inputs: Sequence[str], build: str, call: str, seed: int
) -> TraceReport:
    """A class or function of any file, called with tensors of given shapes."""
    problem = attempt.problem
    if problem is not None:
        message = f"{attempt.path}, line {problem.line}: {problem.message}"
        raise KataError(message, hint="mend that line first", exit_code=1)
    own = {d.name: d.kind for d in attempt.definitions if d.kind in ("class", "function")}
    if target not in own:
        raise unknown("class or function", target, list(own), f"in {attempt.path}")
    kind = "module" if own[target] == "class" else "function"
    if build and kind == "function":
        raise KataError(
            f'--build is for classes, and "{target}" is a function',
            hint="what it is called with is its --input",
        )
    of = OwnTarget(target, kind, given_inputs(inputs), given_arguments(build))
    return report(attempt, of, case="", call=call, seed=seed)


def require_runnable(chosen: Chosen) -> None:
    """Refuse what reading shows to be no program with that target; ready-mades may be traced."""
    verdict = static_verdict(chosen, device="cpu", seed=0)
    failure = verdict.first_failure if verdict is not None else None
    if failure is None:
        return
    attempt, target = chosen.attempt, chosen.kata.target
    if attempt.problem is not None or not attempt.defines(target):
        raise KataError(
            failure.message, hint=f"`kata check {typed(attempt.path)}` says more", exit_code=1
        )


def report(
    attempt: Attempt, of: Kata | OwnTarget, *, case: str, call: str, seed: int
) -> TraceReport:
    """Run it and put the rows together."""
    from torchkata import judge
    from torchkata.coach.trace import call_paths, failing_code, trace_rows

    found = judge.trace(attempt, of, case=case, seed=seed)
    run = found.runs[0]
    if call and call not in call_paths(found) and run.failure is None:
        raise unknown("call", call, call_paths(found), "in this run")
    kata, target = (of.id, of.target) if isinstance(of, Kata) else ("", of.name)
    return TraceReport(
        kata=kata,
        path=str(attempt.path),
        target=target,
        case=case,
        sizes=dict(run.sizes),
        rows=trace_rows(attempt.text, found, call=call),
        failure=run.failure,
        failing_code=failing_code(found),
        output=found.output,
    )


def given_inputs(texts: Sequence[str]) -> dict[str, TensorSpec | ValueSpec]:
    """`x=float[2, 16, 64]`, as a kata's inputs are written; or `steps=3`."""
    from torchkata.catalog import evaluate
    from torchkata.catalog.grammar import read_input

    found: dict[str, TensorSpec | ValueSpec] = {}
    for text in texts:
        name, sign, spec = text.partition("=")
        if not sign or not name.strip().isidentifier():
            raise KataError(f'"{text}" is not NAME=TENSOR', hint=EXAMPLE)
        if name.strip() in found:
            raise KataError(f'--input "{name.strip()}" is given twice', hint="give each name once")
        try:
            found[name.strip()] = read_input(spec.strip())
            sizes = [evaluate(dim, {}) for dim in getattr(found[name.strip()], "dims", ())]
            if min(sizes, default=0) < 0:
                raise KataError(f"an axis is {min(sizes)}, expected 0 or more")
            if prod(sizes) > MOST_NUMBERS:
                raise KataError(f"{prod(sizes)} numbers are too many, at most {MOST_NUMBERS}")
        except KataError as error:
            raise KataError(f'--input "{text}": {error.message}', hint=EXAMPLE) from error
    return found


def given_arguments(text: str) -> dict[str, object]:
    """`n_heads=4, bias=False`, as in a call: plain values only."""
    try:
        call = ast.parse(f"f({text})", mode="eval").body
        assert isinstance(call, ast.Call)
        if call.args or any(keyword.arg is None for keyword in call.keywords):
            raise ValueError
        return {k.arg or "": ast.literal_eval(k.value) for k in call.keywords}
    except (SyntaxError, ValueError, AssertionError):
        raise KataError(
            f'"{text}" is not NAME=VALUE, NAME=VALUE, with plain values',
            hint='for example --build "dim=64, n_heads=4"',
        ) from None


def unknown(noun: str, name: str, known: Iterable[str], where: str) -> KataError:
    """No such thing, and which there are."""
    names = list(known)
    near = difflib.get_close_matches(name, names, n=1)
    first = f'did you mean "{near[0]}"? ' if near else ""
    told = f"there are {'; '.join(names)}" if names else "there is none"
    return KataError(f'no {noun} {where} is called "{name}"', hint=first + told)
