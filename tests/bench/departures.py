"""How often the first wrong line is named: every mutant that the judge refuses.

They are planted into each reference, and into one right attempt of each kata that is written
differently, of middling likeness. Run by hand: `python tests/bench/departures.py [KATA ...]`;
`--misses` lists what was not found, `--attempts` takes the attempts instead of the references,
`--share N` every Nth mutant.

"exact": the one line that was changed, or all of its statement. A statement that was taken out
has no line any more: then the first statement that lacks it counts, or a stretch that it belongs
into ("range"). What the judge says by reading alone (a forbidden call, a name that nothing defines)
is not counted.
"""

import ast
import re
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "coach"))
from grading_here import KATAS, judged_in_time

from torchkata.catalog import reference_text
from torchkata.contracts import Departure, Kata, Mutant
from torchkata.judge.failures import CheckFailedError
from torchkata.source.compare import recall
from torchkata.source.mutation import mutants

TESTS = Path(__file__).parents[1]
REWRITTEN = ("autograd.Function", "jit.", "torch.compile", "vmap", "functional_call")
Times = tuple[float, float]  # of a whole judgement, and of the line that it names
REGISTERED = re.compile(r"""self\.register_\w+\(["'](\w+)["']""")
KINDS = ("exact", "range", "within one", "wrong", "unverified", "no line")


def main(names: list[str], *, with_misses: bool, attempts: bool, share: int) -> None:
    """One row a kata, then all together."""
    print(f"every mutant number {share}" if share > 1 else "every mutant")
    times_of = " | median, ms | p95, ms | of the line: median | p95 |"
    print("| kata | mutants | " + " | ".join(KINDS) + times_of)
    print("| --- " * (len(KINDS) + 6) + "|")
    total: Counter[str] = Counter()
    times: list[Times] = []
    for kata in KATAS:
        text = right_attempt(kata) if attempts else reference_text(kata)
        if text and (not names or kata.id in names):
            found, own = of_text(kata, text, with_misses=with_misses, share=share)
            row(kata.id, found, own)
            total += found
            times += own
    row("all", total, times)


def right_attempt(kata: Kata) -> str | None:
    """The right attempt of middling likeness to the reference, by the recall of `kata diff`.

    As a learner would write it: no gradients worked out by hand, and nothing that torch has to
    rewrite before it runs. Of two in the middle the less alike.
    """
    paths = sorted((TESTS / "attempts" / kata.id).glob("right_*.py"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    plain = [text for text in texts if not any(word in text for word in REWRITTEN)]
    own = reference_text(kata)
    plain.sort(key=lambda text: recall(text, own, kata.target))
    return plain[(len(plain) - 1) // 2] if plain else None


def of_text(
    kata: Kata, text: str, *, with_misses: bool, share: int
) -> tuple[Counter[str], list[Times]]:
    """The outcomes of one text's mutants, and milliseconds of each judgement and line."""
    found: Counter[str] = Counter()
    times: list[Times] = []
    for mutant in islice(mutants(text, kata.target), 0, None, share):
        started = time.perf_counter()
        failure, departure, of_line = judged_in_time(kata, mutant.text)
        if failure is None:
            continue
        times.append(((time.perf_counter() - started) * 1e3, of_line))
        kind = outcome(text, mutant, failure, departure)
        found[kind] += 1
        if with_misses and kind not in ("exact", "range"):
            change = f"{mutant.before!r} -> {mutant.after!r}"
            print(f"  {kind}, {failure.check}: {mutant.id}: {change}: {departure}", flush=True)
    return found, times


def outcome(
    text: str, mutant: Mutant, failure: CheckFailedError, departure: Departure | None
) -> str:
    """What became of one mutant."""
    if departure is None:
        return "no line"
    first, last = departure.line, departure.end_line or departure.line
    whole = statement_at(mutant.text, first)
    is_one = last in (first, whole[1])  # a statement is named by its first line, or as a whole
    if is_one:
        first, last = whole
    if first <= mutant.line <= last:
        return "exact" if is_one else "range"
    is_where_it_raised = failure.line is not None and first <= failure.line <= last
    if mutant.after == "pass" and is_where_it_raised and lacks(mutant, failure.message):
        return "exact"
    if is_one and not exchanged(text, mutant).isdisjoint(range(first, last + 1)):
        return "exact"
    if abs(first - mutant.line) == 1:
        return "within one"
    return "wrong" if departure.verified else "unverified"


def statement_at(text: str, line: int) -> tuple[int, int]:
    """The lines of the plain statement that a line is part of."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.Return | ast.Expr | ast.Raise):
            last = node.end_lineno or node.lineno
            if node.lineno <= line <= last:
                return node.lineno, last
    return line, line


def exchanged(text: str, mutant: Mutant) -> set[int]:
    """Both lines of two statements that were exchanged; either of them is wrong."""
    if not mutant.id.startswith("swap-statements"):
        return set()
    pairs = zip(text.splitlines(), mutant.text.splitlines(), strict=False)
    return {number for number, (old, new) in enumerate(pairs, 1) if old != new}


def lacks(mutant: Mutant, message: str) -> bool:
    """Whether a message is about a name that the statement taken out gave its value."""
    registered = REGISTERED.match(mutant.before)
    names = mutant.before.partition("=")[0].replace("self.", "").replace(",", " ").split()
    given = registered.groups() if registered else names
    return any(f"'{name}'" in message for name in given)


def row(name: str, found: Counter[str], times: list[Times]) -> None:
    """One line of the table."""
    count = sum(found.values())
    if count:
        cells = [f"{found[kind]} ({found[kind] / count:.0%})" for kind in KINDS]
        for group in map(sorted, zip(*times, strict=True)):
            cells += [f"{group[len(group) // 2]:.0f}", f"{group[int(0.95 * len(group))]:.0f}"]
        print(f"| {name} | {count} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    parser = ArgumentParser(description="How often the first wrong line is named.")
    parser.add_argument("names", nargs="*", metavar="KATA")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--attempts", action="store_true")
    parser.add_argument("--share", type=int, default=1, metavar="N")
    given = parser.parse_args()
    main(given.names, with_misses=given.misses, attempts=given.attempts, share=given.share)
