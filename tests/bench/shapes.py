"""How many wrong shape comments are found on their line: every comment of every reference, spoiled.

Run by hand: `python tests/bench/shapes.py [KATA ...]`; `--misses` lists what was not found.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "coach"))
from grading_here import KATAS, shapes

from torchkata.catalog import reference_text
from torchkata.contracts import Kata, ShapeReport, ShapeVerdict
from torchkata.source.shapes import Group, Note, shape_notes

KINDS = ("dropped", "swapped", "other letter", "factor")
FOUND = (ShapeVerdict.WRONG, ShapeVerdict.CLASH)
OPEN = (ShapeVerdict.MISSING, *FOUND)


@dataclass(frozen=True)
class Spoiled:
    """A reference with one wrong comment."""

    kind: str
    line: int
    says: str
    text: str


def spoiled(text: str) -> Iterator[Spoiled]:
    """Every shape comment with an axis dropped, two swapped, another letter, and twice as much."""
    notes = shape_notes(text)
    for note in notes:
        group = note.groups[-1]
        for kind, dims in changes(group, others(note, notes)):
            says = f"({', '.join(dims)}{',' if len(dims) == 1 else ''})"
            lines = text.split("\n")
            before, _, after = lines[note.line - 1].rpartition(group.text)
            lines[note.line - 1] = before + says + after
            yield Spoiled(kind, note.line, says, "\n".join(lines))


def others(note: Note, notes: tuple[Note, ...]) -> list[str]:
    """Letters of the nearest comments that this one does not have."""
    own = {s for g in note.groups for dim in g.dims for s in dim.letters}
    near = sorted(notes, key=lambda other: abs(other.line - note.line))
    letters = [d.letter for o in near for g in o.groups for d in g.dims if d.kind == "letter"]
    return [letter for letter in dict.fromkeys(letters) if letter not in own]


def changes(group: Group, others: list[str]) -> Iterator[tuple[str, list[str]]]:
    """A shape's axes, wrong in each of four ways where it has what that takes."""
    dims = [dim.text for dim in group.dims]
    real = [i for i, dim in enumerate(group.dims) if dim.kind != "rest"]
    letters = [i for i, dim in enumerate(group.dims) if dim.kind == "letter"]
    if dims and (len(real) == len(dims) or not real):  # `...` would stand for what is dropped
        yield "dropped", dims[:-1]
    apart = [(i, j) for i, j in pairwise(real) if dims[i] != dims[j]]
    for i, j in apart[-1:]:
        yield "swapped", [dims[{i: j, j: i}.get(k, k)] for k in range(len(dims))]
    for i in letters[-1:]:
        if others:
            yield "other letter", [*dims[:i], others[0], *dims[i + 1 :]]
        yield "factor", [*dims[:i], f"2 * {dims[i]}", *dims[i + 1 :]]


def troubled(report: ShapeReport) -> set[int]:
    """The lines that are not right."""
    return {comment.line for comment in report.comments if comment.verdict in OPEN}


def found(kata: Kata, case: Spoiled) -> bool:
    """Whether the wrong comment is reported on its line."""
    comments = shapes(kata, case.text).comments
    return any(c.line == case.line and c.verdict in FOUND for c in comments)


def main(names: list[str], *, with_misses: bool) -> None:
    """One row for each kind of mistake, and the time."""
    hits, tried, times = Counter[str](), Counter[str](), []
    alarms = unseen = 0
    for kata in KATAS:
        if names and kata.id not in names:
            continue
        text = reference_text(kata)
        report = shapes(kata, text)
        alarms += len(troubled(report))
        open_lines = {c.line for c in report.comments if c.verdict is ShapeVerdict.UNVERIFIABLE}
        for case in spoiled(text):
            unseen += case.line in open_lines
            if case.line in open_lines:
                continue
            started = time.perf_counter()
            is_found = found(kata, case)
            times.append((time.perf_counter() - started) * 1e3)
            tried[case.kind] += 1
            hits[case.kind] += is_found
            if with_misses and not is_found:
                print(f"  {kata.id}, line {case.line}: {case.kind}: {case.says}")
    print(f"false alarms on references: {alarms}")
    print(f"wrong comments on lines that no run can verify, left out: {unseen}")
    print("| wrong comment | tried | found on its line |\n| --- | --- | --- |")
    for kind in KINDS:
        print(f"| {kind} | {tried[kind]} | {hits[kind]} ({hits[kind] / max(1, tried[kind]):.1%}) |")
    count = sum(tried.values())
    print(f"| all | {count} | {sum(hits.values())} ({sum(hits.values()) / max(1, count):.1%}) |")
    times.sort()
    print(f"median {times[len(times) // 2]:.0f} ms, p95 {times[int(0.95 * len(times))]:.0f} ms")


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    main(words, with_misses="--misses" in sys.argv)
