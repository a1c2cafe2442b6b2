"""An attempt beside the reference: which lines say the same, and how much of it is recalled."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from torchkata.contracts import Diff, DiffRow, KataError, RowKind, SameValue, SyntaxProblem
from torchkata.source.attempt import parsed
from torchkata.source.code_lines import CodeLine

if TYPE_CHECKING:
    from torchkata.source.structure import Recognised

Partners = dict[int, int]  # line of the reference -> line of the attempt, both as indices


def compare(
    attempt: str,
    reference: str,
    kata_id: str,
    path: str,
    target: str,
    *,
    same_values: Collection[SameValue] = (),
) -> Diff:
    """Both files side by side, by structure, in the order of the reference.

    Imports, comments, docstrings, formatting, names and the practice file's `main` make no
    difference. `same_values` are lines that a run has shown to give the same value. Raises
    KataError where the attempt is not Python.
    """
    problem = parsed(attempt)
    if isinstance(problem, SyntaxProblem):
        raise KataError(
            f"{path}, line {problem.line}: {problem.message}", hint="mend the syntax first"
        )
    from torchkata.source.structure import recognise  # other commands do without it

    found = recognise(attempt, reference, target)
    rows = _Rows(found, same_values)
    return Diff(kata_id, path, tuple(rows.rows()), rows.recall(), found.renamed())


def recall(attempt: str, reference: str, target: str) -> float:
    """How much of the reference an attempt says, 0 to 1; 0 where it is not Python."""
    if isinstance(parsed(attempt), SyntaxProblem):
        return 0.0
    from torchkata.source.structure import recognise

    return recognise(attempt, reference, target).recall


class _Rows:
    """Puts lines beside each other."""

    def __init__(self, found: "Recognised", same_values: Collection[SameValue]) -> None:
        self.found = found
        self.by_value: Partners = {}
        self.known: frozenset[int] = frozenset()  # lines of the reference that a run has shown
        self.partners = self.partnered(same_values)
        self.own = {line: wanted for wanted, line in self.partners.items()}
        self.known = frozenset(self.with_what_they_use(set(self.by_value)))

    def partnered(self, same_values: Collection[SameValue]) -> Partners:
        """One line of the attempt at most for each of the reference, by weight."""
        shares: dict[tuple[int, int], float] = defaultdict(float)
        for link in self.found.links:
            if link.line is not None:
                shares[link.unit.line, link.line] += link.unit.weight * link.likeness
        best: Partners = {}
        for (wanted, line), _ in sorted(shares.items(), key=lambda s: (-s[1], s[0])):
            if wanted not in best and line not in best.values():
                best[wanted] = line
        for wanted, line in self.same_by_value(same_values, best):
            self.by_value[wanted] = line
            best = {w: own for w, own in best.items() if w != wanted and own != line}
            best[wanted] = line
        return best

    def same_by_value(
        self, same_values: Collection[SameValue], partners: Partners
    ) -> list[tuple[int, int]]:
        """Lines that structure did not relate, and values do."""
        wanted_at, own_at = self.at(self.found.reference.lines), self.at(self.found.attempt.lines)
        free = set(own_at.values()) - {
            line for wanted, line in partners.items() if self.kind(wanted) is RowKind.SAME
        }
        found = []
        for pair in same_values:
            wanted, line = wanted_at.get(pair.reference_line), own_at.get(pair.attempt_line)
            if wanted is None or line is None or line not in free:
                continue
            if self.kind(wanted) is not RowKind.SAME:
                found.append((wanted, line))
                free.discard(line)
        return found

    def with_what_they_use(self, known: set[int]) -> set[int]:
        """Lines of the same value, and missing lines whose results only they use."""
        units = self.found.reference.by_line()
        users: dict[str, set[int]] = defaultdict(set)
        for line, own in units.items():
            for leaf in {leaf for unit in own for leaf in unit.leaves()}:
                users[leaf].add(line)
        for line in sorted(units, reverse=True):
            made = [users[unit.target] for unit in units[line] if unit.target.startswith("@")]
            is_used_by_them = bool(made) and all(used and used <= known for used in made)
            if is_used_by_them and self.kind(line) is not RowKind.SAME:
                known = known | {line}
        return known

    def at(self, lines: list[CodeLine]) -> dict[int, int]:
        """The index of the line with each number."""
        return {line.number: place for place, line in reversed([*enumerate(lines)])}

    def kind(self, wanted: int) -> RowKind:
        """How much of a line of the reference is there."""
        likenesses = self.found.likenesses(wanted)
        if wanted in self.known or all(likeness == 1 for likeness in likenesses):
            return RowKind.SAME
        return RowKind.CHANGED if any(likenesses) else RowKind.MISSING

    def rows(self) -> Iterator[DiffRow]:
        """Rows in the reference's order; what else the attempt has follows its own line above."""
        behind = self.left_over()
        yield from self.extras(behind.get(-1, []))
        for wanted in range(len(self.found.reference.lines)):
            line = self.partners.get(wanted)
            yield self.row(self.kind(wanted), line, wanted)
            if line is not None:
                yield from self.extras(behind.get(line, []))

    def left_over(self) -> dict[int, list[int]]:
        """Lines of the attempt without a partner, by the line above them that has one."""
        behind: dict[int, list[int]] = defaultdict(list)
        above = -1
        for place in range(len(self.found.attempt.lines)):
            if place in self.own:
                above = place
            else:
                behind[above].append(place)
        return behind

    def extras(self, lines: list[int]) -> Iterator[DiffRow]:
        for line in lines:
            is_said = self.found.is_said(line)
            yield self.row(RowKind.SAME if is_said else RowKind.EXTRA, line, None)

    def row(self, kind: RowKind, line: int | None, wanted: int | None) -> DiffRow:
        own = None if line is None else self.found.attempt.lines[line]
        theirs = None if wanted is None else self.found.reference.lines[wanted]
        return DiffRow(
            kind,
            own.number if own else None,
            own.shown if own else "",
            theirs.number if theirs else None,
            theirs.shown if theirs else "",
            by_value=wanted in self.known,
        )

    def recall(self) -> float:
        """The recall of structure, with lines of the same value counted as said."""
        return self.found.recall_with(self.known)
