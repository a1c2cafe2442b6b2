"""What a check says of a practice file that is not written to its end."""

from collections.abc import Sequence

from torchkata.contracts import Attempt, Check, Kata, Outcome, Verdict

MOST_PLACES = 6


def unfinished(attempt: Attempt, kata: Kata) -> Check | None:
    """A failed check where the target has no body; None where it may have one."""
    from torchkata.source import hollow

    found = hollow(attempt.text, kata.target)
    if found is None:
        return None
    name, line = found
    message = f"{attempt.path}, line {line}: {name} is unfinished, it has no body yet"
    return Check("static", passed=False, message=message)


def open_places(attempt: Attempt, verdict: Verdict) -> tuple[str, ...]:
    """A warning that names the `...` left in a file that fails; else nothing."""
    from torchkata.source import open_lines

    if verdict.outcome is not Outcome.FAILED or attempt.problem is not None:
        return ()
    lines = open_lines(attempt.text)
    if not lines:
        return ()
    places = _ranges(lines)
    shown = ", ".join(places[:MOST_PLACES])
    if (left_out := len(places) - MOST_PLACES) > 0:
        shown += f" and {left_out} more places"
    noun = "line" if len(lines) == 1 else "lines"
    return (f"still to be written: the `...` on {noun} {shown}",)


def _ranges(lines: Sequence[int]) -> list[str]:
    """`23`, `31-33`."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
