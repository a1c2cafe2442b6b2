"""The line on which one small change makes the attempt right."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from torchkata.coach.raised import led_there
from torchkata.coach.renamed import in_own_names
from torchkata.coach.values import signature
from torchkata.coach.view import View, first_operands, is_lookup
from torchkata.contracts import Departure, Edit
from torchkata.source.editing import COPIES, Editor, Telling, applied

FORGOTTEN = (  # the rank of changes, and on which of the lines they are tried
    (-2, 0, 200),
    (-1, 0, 20),
)
FORGOTTEN_OF_RAISED = ((-2, 0, 30), (-1, 0, 8), (-1, 8, 40))
ROUNDS = (
    (0, 0, 12),
    (1, 0, 8),
    (0, 12, 200),
    (2, 0, 2),
    (1, 8, 200),
    (2, 2, 8),
    (3, 0, 5),
)
ROUNDS_OF_RAISED = (
    (-3, 0, 16),
    (0, 0, 10),
    (1, 0, 8),
    (4, 0, 10),
    (0, 10, 30),
    (2, 0, 2),
    (3, 0, 1),
    (1, 8, 20),
    (2, 2, 5),
    (3, 1, 3),
    (0, 30, 200),
    (1, 20, 200),
    (3, 3, 5),
)
WORDED = (0, 1)  # the ranks of changes of which those are tried first whose words tell
MOST_TELLING = 64
MOST_LINES = 200  # on which copies are tried
MOST_CONFIRMED = 8
BORROWED = 3  # the rank of changes that take a step over from the reference
MOST_ON_LINE = 5  # that seemed right on one line and were not


@dataclass
class Search:
    """Tries changes of one place, and keeps what it finds until there is something better."""

    view: View
    found: Departure | None = None
    is_sure: bool = False  # that there is nothing better to be found
    confirmed: int = 0
    refuted: Counter[int] = field(default_factory=Counter)  # by line

    @cached_property
    def text(self) -> str:
        """The attempt's."""
        return self.view.evidence.texts[0]

    @cached_property
    def editor(self) -> Editor:
        """Its changes, made of the reference in its names too."""
        return Editor(self.text, in_own_names(self.view.evidence))

    @cached_property
    def crossroads(self) -> set[int]:
        """Lines that only decide what is run: what is wrong may then be passed by."""
        return {n.lineno for n in ast.walk(ast.parse(self.text)) if isinstance(n, ast.If)}

    def forgotten(self) -> Departure | None:
        """Where it takes no more than to use what was made, and is read nowhere.

        That may be on a line which is as in the reference: a step before it is missing then.
        """
        if self.editor.unused:
            rounds = FORGOTTEN_OF_RAISED if self.view.evidence.has_raised else FORGOTTEN
            self.run(rounds, self.lines(self.view.evidence.attempt.callers))
        is_told = self.found is not None and self.found.line not in self.crossroads
        return self.found if self.is_sure or is_told else None

    def mended(self, first: Iterable[int], chosen: int | None = None) -> Departure | None:
        """Where one change is all that it takes, looked for in these lines first.

        On the line `chosen` stands a condition that is known to choose otherwise: a change of it
        is as good as one of what is computed.
        """
        self.crossroads.discard(chosen or 0)
        rounds = ROUNDS_OF_RAISED if self.view.evidence.has_raised else ROUNDS
        # Imports and heads of classes hold nothing to change, and no place is lost to them.
        lines = [line for line in self.lines(first) if line in self.editor.places]
        telling = Telling(*self.view.evidence.texts)
        worded = telling.best(self.editor.edits(telling.lines(lines), WORDED))
        self.run([(rank, 0, MOST_LINES) for rank in COPIES], lines)
        if not self.is_sure and not self.is_over(worded[:MOST_TELLING]):
            self.run(rounds, lines)
        return self.found

    def lines(self, first: Iterable[int]) -> list[int]:
        """All of them, the likeliest first."""
        return list(dict.fromkeys(suspected(self.view, first)))

    def run(self, rounds: Iterable[tuple[int, int, int]], lines: Sequence[int]) -> None:
        """Try changes of one rank after the other."""
        for rank, start, end in rounds:
            if self.is_over(self.editor.edits(lines[start:end], (rank,))):
                break

    def is_over(self, waiting: Sequence[Edit]) -> bool:
        """Try changes; whether there is nothing better to be found."""
        while waiting:
            helps = self.view.evidence.mends(waiting)
            if not any(helps):
                return len(helps) < len(waiting)  # time is up
            likely = [edit for edit, seems in zip(waiting, helps, strict=False) if seems]
            for edit in sorted(likely, key=self.how_much):
                if self.is_last(edit):
                    return True
            rest = waiting[len(helps) :]
            waiting = [edit for edit in rest if self.refuted[edit.line] < MOST_ON_LINE]
        return False

    def how_much(self, edit: Edit) -> float:
        """How much of its line a change alters, from -1 for nothing to 0 for all of it."""
        own = self.text.splitlines()[edit.line - 1].strip()
        return -SequenceMatcher(None, own, edit.text, autojunk=False).ratio()

    def is_last(self, edit: Edit) -> bool:
        """Look at a change that seems right; whether nothing better is to be found."""
        if edit.line not in self.view.odd and self.found is not None:
            return False
        if self.refuted[edit.line] == MOST_ON_LINE:
            return False
        self.confirmed += 1
        self.refuted[edit.line] += 1
        text, evidence = applied(self.text, edit), self.view.evidence
        if evidence.is_right(text):
            if edit.rank == BORROWED and edit.line == evidence.attempt.stopped:
                return True  # what was raised there says more
            is_reference = edit.line not in self.view.odd  # it stands there as it is
            is_weak = is_reference or edit.line in self.crossroads
            self.found = self.found if is_weak and self.found else at(edit)
            self.is_sure = not is_weak
        return self.is_sure or self.confirmed == MOST_CONFIRMED


def at(edit: Edit) -> Departure:
    """The line, without what has to be changed on it."""
    words = "one change on this line makes everything right"
    return Departure(edit.spot, words, None, verified=True)


def suspected(view: View, first: Iterable[int]) -> Iterator[int]:
    """Lines of statements, the likeliest first."""
    recording = view.evidence.attempt
    tree = ast.parse(view.evidence.texts[0])
    yield from (n.lineno for n in ast.walk(tree) if isinstance(n, ast.Pass))  # what is missing?
    if view.evidence.has_raised:
        yield from led_there(view, [line for line in first if line not in recording.callers])
    if not view.evidence.is_sized:
        yield from building(tree)
    yield from dict.fromkeys([*first, *origins(view), *unknown(view), *parts_used(view)])
    yield from recording.statements
    yield from range(1, view.evidence.texts[0].count("\n") + 2)  # defaults stand on any line


def building(tree: ast.Module) -> Iterator[int]:
    """Statements that build: there is too much of something, or too little."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            yield from (
                n.lineno for n in ast.walk(node) if isinstance(n, ast.stmt) and n is not node
            )


def origins(view: View) -> Iterator[int]:
    """Statements with such values that are given nothing but what the reference has."""
    wrong = set(unknown(view))
    given = dict.fromkeys(wrong, True)
    for site, value in first_operands(view.evidence.attempt):
        if site.statement in wrong and not view.theirs.has(value):
            given[site.statement] = False
    yield from (line for line in dict.fromkeys(unknown(view)) if given[line])


def unknown(view: View, *, until: int | None = None) -> Iterator[int]:
    """Statements with values that are not right, in the order in which these came to be.

    What is only read comes after all that is computed. `until` the one on that line has come to
    its end for the last time.
    """
    sites, events = view.evidence.attempt.sites, view.evidence.attempt.events
    read: list[int] = []
    ends = [i for i, event in enumerate(events) if sites[event.site].statement == until]
    for event in events[: ends[-1] + 1] if ends else events:
        site = sites[event.site]
        is_telling = event.value.ndim or event.value.dtype.kind == "f"
        if site.is_operand or site.is_test or not is_telling:
            continue
        if (site.statement, event.occurrence) in view.right_runs:
            continue
        if not view.theirs.has_exactly(event.value) and signature(event.value) not in view.good:
            if site.is_name or is_lookup(site.text):
                read.append(site.statement)
            else:
                yield site.statement
    yield from read


def parts_used(view: View) -> Iterator[int]:
    """Where the attributes are made that these statements read."""
    recording = view.evidence.attempt
    lines = set(unknown(view))
    for site in recording.sites:
        made = recording.made(site.text, site.line) if site.statement in lines else None
        if made is not None:
            yield made
    yield from sorted(recording.making)
