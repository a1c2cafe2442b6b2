"""A text whose small changes are asked for line by line, and rank by rank."""

import ast
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from torchkata.contracts import Edit
from torchkata.source.editing.edits import HEADS, SIMPLE, changes
from torchkata.source.editing.known import AS_THERE, Known, Surroundings, known_in, surroundings
from torchkata.source.editing.nodes import COPIES, JOINED, SIZED, UNUSED

MOST = 400  # of one place
Ranks = tuple[int, ...]
TOGETHER: tuple[Ranks, ...] = (
    (AS_THERE,),
    (UNUSED, JOINED),
    (0, 1),
    (2,),
    (3,),
    (SIZED,),
    COPIES,
)


@dataclass
class Editor:
    """Small changes of a text, of one place each, made of what it and a reference say.

    Of simple statements, of what `if` and `for` ask, and of defaults. The lower its rank, the
    likelier a change is to be what a learner meant. Ranks that are asked for together are made
    together, each place once. Raises SyntaxError.
    """

    text: str
    reference: str
    made: dict[tuple[int, Ranks], list[Edit]] = field(default_factory=dict)  # by node
    known: dict[Ranks, Known] = field(default_factory=dict)

    @cached_property
    def functions(self) -> list[Surroundings]:
        """Each with what it can name."""
        return list(surroundings(self.text))

    @cached_property
    def unused(self) -> list[str]:
        """Names, and attributes of `self`, with a value that nothing reads where it could be."""
        return [name for around in self.functions for name in around.unused]

    @cached_property
    def places(self) -> dict[int, list[tuple[ast.expr | ast.stmt, Surroundings]]]:
        """What can be changed on each line: defaults and statements of functions."""
        found: dict[int, list[tuple[ast.expr | ast.stmt, Surroundings]]] = {}
        for around in self.functions:
            nodes: list[ast.expr | ast.stmt] = list(around.defaults)
            nodes += [s for s in around.statements if isinstance(s, (*SIMPLE, *HEADS))]
            for node in nodes:
                found.setdefault(node.lineno, []).append((node, around))
        return found

    def edits(self, lines: Iterable[int], ranks: Collection[int]) -> list[Edit]:
        """The changes on `lines`, in that order, that are of one of the ranks."""
        wanted = dict.fromkeys(lines)
        places = [place for line in wanted for place in self.places.get(line, ())]
        groups = [group for group in TOGETHER if not set(group).isdisjoint(ranks)]
        return [
            edit
            for node, around in places
            for edit in limited(self.all_of(node, around, groups), ranks)
        ]

    def all_of(
        self, node: ast.expr | ast.stmt, around: Surroundings, groups: Sequence[Ranks]
    ) -> Iterator[Edit]:
        """The changes of one place, of all ranks of some groups; a text may come twice."""
        for group in groups:
            if (id(node), group) not in self.made:
                if group not in self.known:
                    self.known[group] = known_in(self.reference, group)
                self.made[id(node), group] = list(changes(node, self.known[group], around))
            yield from self.made[id(node), group]


def limited(found: Iterable[Edit], ranks: Collection[int]) -> Iterator[Edit]:
    """Those of some ranks, each text once, and not too many."""
    seen: set[str] = set()
    for edit in found:
        if edit.rank in ranks and edit.text not in seen and len(seen) < MOST:
            seen.add(edit.text)
            yield edit
