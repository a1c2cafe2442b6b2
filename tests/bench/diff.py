"""The structural diff in figures: rewrites, every statement left out, attempts by other hands.

Run by hand: `python tests/bench/diff.py [KATA ...]`; `--misses` lists what is not as it should be.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "source"))
from deletions import deletions

from torchkata.catalog import kata_folders, load, reference_text
from torchkata.contracts import Diff, Kata, RowKind
from torchkata.source import compare
from torchkata.source.mutation import variants

ATTEMPTS = Path(__file__).parents[1] / "attempts"


class Clock:
    """Compares, and keeps the milliseconds of one processor."""

    def __init__(self) -> None:
        self.times: list[float] = []

    def diff(self, attempt: str, kata: Kata) -> Diff:
        started = time.process_time()
        found = compare(attempt, reference_text(kata), kata.id, "attempt.py", kata.target)
        self.times.append((time.process_time() - started) * 1e3)
        return found

    def __str__(self) -> str:
        times = sorted(self.times)
        return (
            f"{times[len(times) // 2]:.0f} ms median, {times[int(0.95 * len(times))]:.0f} ms p95, "
            f"{times[-1]:.0f} ms at most"
        )


def main(names: list[str], *, with_misses: bool) -> None:
    """Three lines, and what went wrong above them."""
    katas = [kata for kata in load(kata_folders({})) if not names or kata.id in names]
    for title, cases in (("rewrites recalled whole", rewrites), ("statements missed", missed)):
        clock, right, misses = Clock(), 0, []
        for kata in katas:
            for name, is_right in cases(kata, clock):
                right += is_right
                misses += [] if is_right else [f"{kata.id} {name}"]
        for miss in misses if with_misses else []:
            print(f"  {miss}")
        print(f"{title}: {right} of {right + len(misses)}; {clock}")
    by_others(katas, with_misses=with_misses)


def rewrites(kata: Kata, clock: Clock):
    """Every right rewrite of a reference, and whether nothing of it is missing."""
    for variant in variants(reference_text(kata), kata.target, kata.fixed_names):
        yield variant.id, clock.diff(variant.text, kata).recall == 1


def missed(kata: Kata, clock: Clock):
    """Every statement left out, and whether it alone is told to be missing."""
    whole = clock.diff(reference_text(kata), kata).rows
    for deletion in deletions(reference_text(kata)):
        rows = [r for r in clock.diff(deletion.text, kata).rows if r.attempt.strip() != "pass"]
        told = {row.reference_line for row in rows if row.kind is RowKind.MISSING}
        due = {row.reference_line for row in whole if row.reference_line in deletion.lines}
        others = {row.kind for row in rows} - {RowKind.SAME, RowKind.MISSING}
        yield f"line {deletion.lines[0]}", told == due and not others


def by_others(katas: list[Kata], *, with_misses: bool) -> None:
    """How much right attempts by other hands recall of the references."""
    clock, found = Clock(), []
    for kata in katas:
        for path in sorted((ATTEMPTS / kata.id).glob("right_*.py")):
            found.append((clock.diff(path.read_text(encoding="utf-8"), kata).recall, path))
    found.sort()
    for recall, path in found if with_misses else []:
        print(f"  {recall:4.0%} {path.parent.name}/{path.name}")
    middle = statistics.median(recall for recall, _ in found)
    tenths = [sum(int(min(r, 0.999) * 10) == tenth for r, _ in found) for tenth in range(10)]
    print(f"by other hands: {len(found)}, median {middle:.0%}, by tenths {tenths}; {clock}")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(words, with_misses="--misses" in sys.argv)
