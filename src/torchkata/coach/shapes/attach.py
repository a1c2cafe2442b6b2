"""Which values a shape comment speaks of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from torchkata.coach.shapes.seen import Line, Seen
from torchkata.source.shapes import Group, Note


@dataclass(frozen=True, slots=True)
class Claim:
    """A shape that is said of a value, or of some value out of several."""

    group: Group
    of: tuple[Seen, ...]  # any of these
    is_exact: bool = True  # there is one value only that it can mean


Reading = tuple[Claim, ...]  # all the claims of one comment


def readings(note: Note, lines: Sequence[Line]) -> tuple[Reading, ...]:
    """What a comment may mean: one reading beside code, several where it stands alone."""
    if note.is_alone:
        found = [list(claims(note, [line])) for line in neighbours(note, lines)]
    else:
        found = [list(claims(note, beside(note, lines)))]
    return tuple(tuple(reading) for reading in found if reading)


def described(note: Note, function: str, lines: Sequence[Line]) -> Reading:
    """What a docstring claims: shapes of the arguments, after an arrow that of the result."""
    own = [line for line in lines if line.statement.function == function]
    given = [seen for x in own if x.statement.kind == "enter" for seen in x.values]
    inputs = [group for group in note.groups if not group.is_after_arrow]
    results = [group for group in note.groups if group.is_after_arrow]
    returned = [x for x in own if x.statement.kind == "return" and len(x.values) == 1]
    return (
        *(Claim(group, (seen,)) for group, seen in zip(inputs, given, strict=False)),
        *(Claim(g, (x.values[0],)) for g in results[:1] for x in returned if len(results) == 1),
    )


def beside(note: Note, lines: Sequence[Line]) -> list[Line]:
    """The lines that the comment is on: the statements that begin last, where several hold it."""
    holding = [x for x in lines if x.statement.line <= note.line <= x.statement.end_line]
    last = max((line.statement.line for line in holding), default=0)
    return [line for line in holding if line.statement.line == last]


def neighbours(note: Note, lines: Sequence[Line]) -> Iterator[Line]:
    """The line after a comment, the one before it, or the statement around it."""
    around = beside(note, lines)
    after = [x for x in lines if x.statement.line > note.line and x.statement.kind != "enter"]
    before = [x for x in lines if x.statement.end_line < note.line and x.statement.kind != "enter"]
    yield from around
    yield from after[:1]
    yield from before[-1:]


def claims(note: Note, lines: Sequence[Line]) -> Iterator[Claim]:
    """The shapes of a comment, each with its value."""
    values = [seen for line in lines for seen in line.values]
    steps = tuple(seen for line in lines for seen in (*line.steps, *line.values))
    names = {seen.name: seen for seen in values}
    groups = note.groups
    if any(group.label for group in groups):
        known = [g for g in groups if g.label in names]
        yield from (Claim(group, (names[group.label],)) for group in known)
        return
    if not lines:
        return
    is_inside = all(note.line < line.statement.end_line for line in lines)
    is_entry = all(line.statement.kind == "enter" for line in lines)
    if is_entry:
        inputs = [group for group in groups if not group.is_after_arrow]
        yield from (Claim(g, (seen,)) for g, seen in zip(inputs, values, strict=False))
    elif is_inside or not values:
        yield from (Claim(group, steps, is_exact=len(steps) == 1) for group in groups if steps)
    else:
        yield from of_results(groups, values, steps)


def of_results(
    groups: Sequence[Group], values: Sequence[Seen], steps: tuple[Seen, ...]
) -> Iterator[Claim]:
    """One shape for all values, one for each, or the last one for the result of a chain."""
    has_arrow = any(group.is_after_arrow for group in groups)
    if len(groups) == len(values) and not (has_arrow and len(groups) > 1):
        yield from (Claim(group, (seen,)) for group, seen in zip(groups, values, strict=True))
        return
    if len(groups) > 1 and (has_arrow or len(values) == 1):
        yield from (Claim(group, steps, is_exact=False) for group in groups[:-1])
    yield from (Claim(groups[-1], (seen,)) for seen in values)
