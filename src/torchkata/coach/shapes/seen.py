"""The shapes of a trace, place by place: one column for each time that a line was passed."""

from collections import defaultdict
from dataclasses import dataclass, field

from torchkata.contracts import Statement, Trace

MOST_PASSES = 16  # of one line in one run
Shape = tuple[int, ...]
Call = tuple[int, int]  # of a run, by number
Column = tuple[int, int, int]  # a call, and how often the line had been passed in it


@dataclass(frozen=True, slots=True)
class Seen:
    """One value of one statement, in all columns."""

    statement: Statement
    name: str
    shapes: dict[Column, Shape] = field(default_factory=dict)
    numbers: dict[Column, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with everything seen there."""

    statement: Statement
    values: tuple[Seen, ...]  # what it gives
    steps: tuple[Seen, ...]  # what else is known on it: values on the way, and names that it reads


@dataclass(frozen=True, slots=True)
class View:
    """A trace, ready to be asked about lines and letters."""

    lines: tuple[Line, ...]  # those that ran, in the order of the file
    sizes: tuple[dict[str, int], ...]  # of each run's case
    plain: frozenset[int]  # runs of the kata's plain case
    callers: dict[Call, Call]
    functions: dict[Call, str]
    frames: dict[Call, dict[str, int]]  # the numbers of a call, as they were at its end


class Reading:
    """Goes through the steps of a trace once."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.values: dict[int, dict[str, Seen]] = defaultdict(dict)
        self.steps: dict[int, dict[str, Seen]] = defaultdict(dict)
        self.passes: dict[tuple[int, int, int], int] = defaultdict(int)
        self.known: dict[Call, dict[str, Shape]] = defaultdict(dict)  # names to latest shapes
        self.frames: dict[Call, dict[str, int]] = defaultdict(dict)

    def view(self) -> View:
        """Everything, by place."""
        callers: dict[Call, Call] = {}
        functions: dict[Call, str] = {}
        for number, run in enumerate(self.trace.runs):
            for place, call in enumerate(run.calls):
                functions[number, place] = self.trace.statements[call.statement].function
                if call.parent >= 0:
                    callers[number, place] = (number, call.parent)
            self.read(number)
        lines = (
            Line(s, of_one_rank(self.values[s.id]), of_one_rank(self.steps[s.id]))
            for s in self.trace.statements
            if s.id in self.values or s.id in self.steps
        )
        sizes = tuple(run.sizes for run in self.trace.runs)
        first = self.trace.runs[0].case
        plain = frozenset(i for i, run in enumerate(self.trace.runs) if run.case == first)
        ordered = tuple(sorted(lines, key=lambda line: line.statement.line))
        return View(ordered, sizes, plain, callers, functions, dict(self.frames))

    def read(self, run: int) -> None:
        """The steps of one run."""
        for step in self.trace.runs[run].steps:
            statement = self.trace.statements[step.statement]
            call = (run, step.call)
            self.frames[call] = {**self.frames[call], **step.numbers}
            place = (*call, step.statement)
            column = (*call, self.passes[place])
            self.passes[place] += 1
            on_the_way = {f"#{i}": shape for i, shape in enumerate(step.inner)}
            read = {n: self.known[call][n] for n in statement.reads if n in self.known[call]}
            for name, shape in {**on_the_way, **read}.items():
                self.note(self.steps, statement, name, column, shape)
            for value in step.values:
                self.note(self.values, statement, value.name, column, value.shape)
                self.known[call][value.name] = value.shape

    def note(
        self,
        where: dict[int, dict[str, Seen]],
        statement: Statement,
        name: str,
        column: Column,
        shape: Shape,
    ) -> None:
        """One shape in its place; the first passes of a run tell enough."""
        seen = where[statement.id].setdefault(name, Seen(statement, name))
        if sum(run == column[0] for run, _, _ in seen.shapes) >= MOST_PASSES:
            return
        seen.shapes[column] = shape
        seen.numbers[column] = self.frames[column[:2]]


def of_one_rank(found: dict[str, Seen]) -> tuple[Seen, ...]:
    """The values, without the columns that have more or fewer axes than the first one.

    A kata's further cases may have other ranks; a comment speaks of the plain one.
    """
    for seen in found.values():
        rank = len(seen.shapes[min(seen.shapes)])
        for column in [c for c, shape in seen.shapes.items() if len(shape) != rank]:
            del seen.shapes[column], seen.numbers[column]
    return tuple(found.values())


def view(trace: Trace) -> View:
    """A trace by places."""
    return Reading(trace).view()


def shown(shape: Shape) -> str:
    """A shape as Python writes it."""
    return str(tuple(shape))
