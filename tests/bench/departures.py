"""How often the first wrong line is named: every mutant of the references that fails at values.

Run by hand: `python tests/bench/departures.py [KATA ...]`; `--misses` lists what was not found.
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "coach"))
from grading_here import KATAS, judged

from torchkata.catalog import reference_text
from torchkata.contracts import Departure, Kata, Mutant
from torchkata.source.mutation import mutants

KINDS = ("exact", "range", "within one", "wrong", "unverified", "no line")


def main(names: list[str], *, with_misses: bool) -> None:
    """One row a kata, then all together."""
    print("| kata | mutants | " + " | ".join(KINDS) + " | median, ms | p95, ms |")
    print("| --- " * (len(KINDS) + 4) + "|")
    total: Counter[str] = Counter()
    times: list[float] = []
    for kata in KATAS:
        if not kata.kind.needs_driver and (not names or kata.id in names):
            found, own = of_kata(kata, with_misses=with_misses)
            row(kata.id, found, own)
            total += found
            times += own
    row("all", total, times)


def of_kata(kata: Kata, *, with_misses: bool) -> tuple[Counter[str], list[float]]:
    """The outcomes of one kata's mutants, and milliseconds of each judgement."""
    found: Counter[str] = Counter()
    times = []
    for mutant in mutants(reference_text(kata), kata.target):
        started = time.perf_counter()
        failure, departure = judged(kata, mutant.text)
        if failure is None or failure.check != "values":
            continue
        times.append((time.perf_counter() - started) * 1e3)
        kind = outcome(mutant, departure)
        found[kind] += 1
        if with_misses and kind not in ("exact", "range"):
            print(f"  {mutant.id}: {mutant.before!r} -> {mutant.after!r}: {departure}")
    return found, times


def outcome(mutant: Mutant, departure: Departure | None) -> str:
    """What became of one mutant."""
    if departure is None:
        return "no line"
    first, last = departure.line, departure.end_line or departure.line
    if first <= mutant.line <= last:
        return "exact" if first == last else "range"
    if abs(first - mutant.line) == 1:
        return "within one"
    return "wrong" if departure.verified else "unverified"


def row(name: str, found: Counter[str], times: list[float]) -> None:
    """One line of the table."""
    count = sum(found.values())
    if count:
        times = sorted(times)
        cells = [f"{found[kind]} ({found[kind] / count:.0%})" for kind in KINDS]
        middle, late = times[len(times) // 2], times[int(0.95 * len(times))]
        print(f"| {name} | {count} | " + " | ".join(cells) + f" | {middle:.0f} | {late:.0f} |")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(words, with_misses="--misses" in sys.argv)
