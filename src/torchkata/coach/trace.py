"""The first run of a trace as rows: a line each, calls below the line that makes them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from torchkata.coach.shapes.report import Checking
from torchkata.coach.shapes.seen import view
from torchkata.contracts import Call, Failure, Run, Statement, Step, Trace, TraceRow, Value

Key = tuple[object, ...]  # what two passes of a line, or two calls, have in common
MOST_ROWS = 400
CUT = f"only the first {MOST_ROWS} rows are shown; --call PATH shows one module"
MOST_DEPTH = 12  # of calls inside of calls


@dataclass(frozen=True, slots=True)
class Passed:
    """A line that was carried out, with the calls that it made; without a step it raised."""

    statement: Statement
    step: Step | None
    calls: tuple[int, ...]


def trace_rows(text: str, trace: Trace, *, call: str = "") -> tuple[TraceRow, ...]:
    """What to show of a trace; with `call`, only the first call of the module of that path."""
    tree = Tree(text, trace)
    roots = tree.named(call) if call else tree.roots()
    rows = tuple(islice(tree.together(roots, 0), MOST_ROWS + 1))
    return rows if len(rows) <= MOST_ROWS else (*rows[:MOST_ROWS], TraceRow(0, 0, CUT, ""))


def call_paths(trace: Trace) -> tuple[str, ...]:
    """The modules that were called, each once."""
    calls = trace.runs[0].calls
    return tuple(dict.fromkeys(call.path for call in calls if call.is_run and call.path))


def failing_code(trace: Trace) -> str:
    """The statement that raised."""
    failure = trace.runs[0].failure
    if failure is None or failure.line is None:
        return ""
    found = holding(trace.statements, failure.line, "")
    return found.text if found is not None else ""


class Tree:
    """The calls of a trace's first run."""

    def __init__(self, text: str, trace: Trace) -> None:
        self.statements = trace.statements
        self.run: Run = trace.runs[0]
        self.letters = spelled(text, trace)
        self.children: dict[int, list[int]] = defaultdict(list)
        self.steps: dict[int, list[tuple[int, Step]]] = defaultdict(list)
        self.began: dict[int, int] = {}
        for place, step in enumerate(self.run.steps):
            if self.statements[step.statement].kind == "enter":
                self.began.setdefault(step.call, place)
            self.steps[step.call].append((place, step))
        for number, made in enumerate(self.run.calls):
            self.children[made.parent].append(number)
        self.keys: list[int] = [0] * len(self.run.calls)
        known: dict[Key, int] = {}
        for call in reversed(range(len(self.run.calls))):  # what a call calls comes after it
            lines = tuple(self.passed_key(passed) for passed in self.passed(call))
            self.keys[call] = known.setdefault((self.run.calls[call].statement, lines), len(known))

    def roots(self) -> list[int]:
        """Calls that nothing of the file made: of the run, or of building where that failed."""
        failure: Failure | None = self.run.failure
        is_building = failure is not None and failure.stage == "build"
        return [c for c in self.children[-1] if self.run.calls[c].is_run or is_building]

    def named(self, path: str) -> list[int]:
        """The first call of a module."""
        found = [i for i, call in enumerate(self.run.calls) if call.is_run and call.path == path]
        return found[:1]

    def together(self, calls: Sequence[int], depth: int) -> Iterator[TraceRow]:
        """Calls one after another; those like an earlier one are named only."""
        first: dict[int, list[str]] = {}
        for call in calls:
            key = self.keys[call]
            path = self.run.calls[call].path
            if key in first:
                first[key].append(path)
                continue
            first[key] = []
            yield from self.rows(call, depth)
        for paths in first.values():
            if paths:
                yield folded(paths, depth)

    def rows(self, call: int, depth: int) -> Iterator[TraceRow]:
        """The head of a call, its lines, and what they call."""
        made = self.run.calls[call]
        yield self.head(made, call, depth)
        groups: dict[Key, list[Passed]] = {}
        for passed in self.passed(call):
            groups.setdefault(self.passed_key(passed), []).append(passed)
        for same in groups.values():
            one = same[0]
            shown = self.row(one, depth, made)
            if shown.values or one.calls:
                yield replace(shown, repeats=len(same))
            if depth < MOST_DEPTH:
                yield from self.together(one.calls, depth + 1)
            paths = [self.run.calls[c].path for other in same[1:] for c in other.calls]
            own = {self.run.calls[c].path for c in one.calls}
            if left := [path for path in dict.fromkeys(paths) if path not in own and path]:
                yield folded(left, depth + 1)

    def passed(self, call: int) -> Iterator[Passed]:
        """The lines of a call as they were carried out, each with the calls that it made."""
        waiting = list(self.children[call])
        for place, step in self.steps[call]:
            statement = self.statements[step.statement]
            if statement.kind == "enter":
                continue
            inner = [c for c in waiting if self.began.get(c, place) < place]
            waiting = [c for c in waiting if c not in inner]
            yield Passed(statement, step, tuple(inner))
        for left in waiting:  # a line that raised leaves no step
            made = self.run.calls[left]
            function = self.statements[self.run.calls[call].statement].function
            statement_of = holding(self.statements, made.at, function)
            if statement_of is not None:
                yield Passed(statement_of, None, (left,))

    def head(self, made: Call, call: int, depth: int) -> TraceRow:
        """What is called, and with which tensors."""
        entry = self.statements[made.statement]
        steps = [step for _, step in self.steps[call] if step.statement == entry.id]
        values = steps[0].values if steps else ()
        return TraceRow(
            depth, entry.line, entry.function, made.path, values, self.said(entry, values), 1, True
        )

    def row(self, passed: Passed, depth: int, made: Call) -> TraceRow:
        """One line."""
        values = passed.step.values if passed.step is not None else ()
        statement = passed.statement
        letters = self.said(statement, values)
        return TraceRow(depth, statement.line, statement.text, made.path, values, letters)

    def said(self, statement: Statement, values: Sequence[Value]) -> tuple[str, ...]:
        """The shapes in letters."""
        return tuple(self.letters.get((statement.id, value.name), "") for value in values)

    def passed_key(self, passed: Passed) -> Key:
        """By which a pass of a line is known to be like another one."""
        values = passed.step.values if passed.step is not None else ()
        shapes = tuple((v.name, v.shape, v.dtype, v.is_broken) for v in values)
        return (passed.statement.id, shapes, tuple(self.keys[call] for call in passed.calls))


def folded(paths: Sequence[str], depth: int) -> TraceRow:
    """A row that stands for calls like those above it."""
    return TraceRow(depth, 0, "", "", folded=tuple(paths))


def holding(statements: Sequence[Statement], line: int, function: str) -> Statement | None:
    """The innermost statement that a line belongs to, of a function where one is named."""
    found = [
        s
        for s in statements
        if s.kind != "enter" and s.line <= line <= s.end_line and function in ("", s.function)
    ]
    return max(found, key=lambda s: s.line, default=None)


def spelled(text: str, trace: Trace) -> dict[tuple[int, str], str]:
    """Each value's shape in the learner's letters, by statement and name."""
    checking = Checking(text, view(trace))
    found = {
        (line.statement.id, seen.name): checking.spelled(seen)
        for line in checking.view.lines
        for seen in line.values
    }
    return {place: letters for place, letters in found.items() if any(map(str.isalpha, letters))}
