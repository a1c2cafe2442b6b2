"""What reading an attempt tells: verdicts that need no torch."""

import difflib
import secrets
import unicodedata

from torchkata.contracts import (
    CHECK_NAMES,
    Attempt,
    Check,
    Chosen,
    Kata,
    Outcome,
    SyntaxProblem,
    Verdict,
)
from torchkata.contracts.verdict import SEEDS
from torchkata.practice.unfinished import unfinished

EXCERPT = 72  # characters shown of a source line
MOST_NAMES = 8


def static_verdict(chosen: Chosen, *, device: str, seed: int | None) -> Verdict | None:
    """A failed verdict where the text alone shows why; None where the file must be run."""
    failure = _failure(chosen.attempt, chosen.kata)
    if failure is None:
        return None
    index = CHECK_NAMES.index(failure.name)
    return Verdict(
        kata=chosen.kata.id,
        path=str(chosen.attempt.path),
        target=chosen.kata.target,
        outcome=Outcome.FAILED,
        device="cpu" if device == "auto" else device,
        seed=secrets.randbelow(SEEDS) if seed is None else seed,
        seconds=0.0,
        checks=(
            *(Check(name, passed=True) for name in CHECK_NAMES[:index]),
            failure,
            *(Check(name, passed=None) for name in CHECK_NAMES[index + 1 :]),
        ),
    )


def _failure(attempt: Attempt, kata: Kata) -> Check | None:
    if attempt.problem is not None:
        return _syntax(attempt, attempt.problem)
    if not attempt.defines(kata.target):
        return _missing_target(attempt, kata.target)
    return _forbidden(attempt, kata) or unfinished(attempt, kata)


def _syntax(attempt: Attempt, problem: SyntaxProblem) -> Check:
    message = f"{attempt.path}, line {problem.line}: {problem.message}"
    return Check("parse", passed=False, message=message, details=_excerpt(problem))


def _excerpt(problem: SyntaxProblem) -> tuple[str, ...]:
    """The source line and a caret under the place; only the part around it of a long line."""
    line = problem.text.rstrip()
    if not line:
        return ()
    first = max(0, problem.column - EXCERPT + 8)
    number = f"{problem.line} | "
    before = line[first : max(0, problem.column - 1)]
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in before)
    tabs = before.count("\t")
    # Signs as wide as those above them; `harmless` shows a tab as four spaces.
    caret = " " * (len(number) + len(before) + wide + 3 * tabs) + "^"
    return (number + line[first : first + EXCERPT], caret)


def _missing_target(attempt: Attempt, target: str) -> Check:
    own = [item for item in attempt.definitions if item.kind in ("class", "function")]
    message = f'{attempt.path} does not define "{target}"'
    near = difflib.get_close_matches(target, [item.name for item in own], n=1, cutoff=0.5)
    listed = ", ".join(f"{item.name} (line {item.line})" for item in own[:MOST_NAMES])
    if len(own) > MOST_NAMES:
        listed += f" and {len(own) - MOST_NAMES} more"
    details = [f"it defines {listed}" if own else "it defines no class and no function yet"]
    if near:
        details.append(f'did you mean "{near[0]}" to be called "{target}"?')
    return Check("static", passed=False, message=message, details=tuple(details))


def _forbidden(attempt: Attempt, kata: Kata) -> Check | None:
    if not kata.forbidden:
        return None
    from torchkata.source import forbidden_uses

    uses = forbidden_uses(attempt.text, kata.forbidden, kata.target)
    if not uses:
        return None
    first = uses[0]
    message = f"{first.shown} is not allowed here: it is what this kata asks you to write"
    lines = attempt.text.split("\n")
    details = tuple(
        f"{attempt.path}, line {use.line}: {lines[use.line - 1].strip()[:EXCERPT]}" for use in uses
    )
    return Check("static", passed=False, message=message, details=details)
