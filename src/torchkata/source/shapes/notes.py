"""Shape comments of a file. What begins with prose is none; prose may follow."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from torchkata.source.shapes.dims import LONGEST, Dim, read_dim

LABEL = re.compile(
    r"\s*+(?:(?:shapes?|now|size)\b\s*+[:=]?)?\s*+(?:([A-Za-z_][\w.]*+)\s*+[:=])?\s*+(?=[(\[])"
)
ARROW = re.compile(r"\s*(?:->|=>|→|⇒)\s*")
BETWEEN = re.compile(r"\s*+(?:,|;|and|&|\|)?\s*+")
EQUATION = re.compile(r"\s*+(?:,|;)?\s*+(?:where|with|and)?\s*+([A-Za-z_]\w*+)\s*+=\s*+([^=,;]+)")
CODE = re.compile(r"\s*(?:=(?!>)|\.\w|@|\*|\+|/|\[|\()")  # after brackets: a line put out of use
ALONE = re.compile(r"[A-Z][A-Za-z]?\d?")  # a word in brackets that is a letter and not prose
CLOSING = {"(": ")", "[": "]"}
MOST_AXES = 12
PRINTED = "expected:"  # what a practice file's `main` prints, told beside it


@dataclass(frozen=True, slots=True)
class Group:
    """One shape in a comment."""

    dims: tuple[Dim, ...]
    text: str
    label: str = ""  # what it is said of, e.g. "q" in `q: (B, L)`
    is_after_arrow: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A comment that says shapes."""

    line: int  # from 1
    is_alone: bool  # there is no code on its line
    groups: tuple[Group, ...]
    equations: tuple[tuple[str, Dim], ...]  # `where P = H/ps * W/ps`

    @property
    def says(self) -> str:
        """The shapes as they are written."""
        arrows = (" -> " if group.is_after_arrow else ", " for group in self.groups[1:])
        labels = (f"{g.label}: {g.text}" if g.label else g.text for g in self.groups)
        first, *rest = labels
        return first + "".join(arrow + text for arrow, text in zip(arrows, rest, strict=True))


def has_shape_notes(text: str) -> bool:
    """Whether the file has a shape comment."""
    return "#" in text and bool(shape_notes(text))


@lru_cache(maxsize=4)  # whether there are any is asked before what becomes of them
def shape_notes(text: str) -> tuple[Note, ...]:
    """The shape comments of a file that Python can read, in its order."""
    found = []
    lines = text.split("\n")
    for line, column, comment in comments(text):
        groups, equations = read_note(comment)
        if groups:
            before = lines[line - 1][:column]
            found.append(Note(line, not before.strip(), groups, equations))
    return tuple(found)


def docstring_notes(text: str) -> dict[str, Note]:
    """What docstrings say of arguments and results, by function; a class's is its `forward`'s."""
    return dict(described(ast.parse(text).body, ""))


def described(body: Sequence[ast.stmt], owner: str) -> Iterator[tuple[str, Note]]:
    """The functions below some statements whose docstring begins with a shape."""
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef):
            continue
        name = f"{owner}.{node.name}" if owner else node.name
        groups, equations = read_note(" ".join((ast.get_docstring(node) or "").split()))
        if groups:
            callee = f"{name}.forward" if isinstance(node, ast.ClassDef) else name
            yield callee, Note(0, True, groups, equations)
        yield from described(node.body, name)


def comments(text: str) -> Iterator[tuple[int, int, str]]:
    """Line, column and text of every comment that might say a shape."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            text = token.string.lstrip("#")
            is_printed = text.lstrip().startswith(PRINTED)
            if token.type == tokenize.COMMENT and ("(" in text or "[" in text) and not is_printed:
                yield *token.start, text
    except (tokenize.TokenError, SyntaxError):  # what Python reads and this module does not
        return


def read_note(comment: str) -> tuple[tuple[Group, ...], tuple[tuple[str, Dim], ...]]:
    """The shapes at the beginning of a comment, and the equations after them."""
    groups: list[Group] = []
    place = 0
    while True:
        arrow = ARROW.match(comment, place)
        start = arrow.end() if arrow else place
        if groups and not arrow:
            between = BETWEEN.match(comment, start)
            start = between.end() if between else start
        label = LABEL.match(comment, start)
        if label is None:
            break
        found = read_group(comment, label.end(), label[1] or "", is_after_arrow=bool(arrow))
        if found is None:
            break
        group, place = found
        groups.append(group)
    if not groups or CODE.match(comment, place):
        return (), ()
    return tuple(groups), tuple(read_equations(comment, place))


def read_group(
    comment: str, start: int, label: str, *, is_after_arrow: bool
) -> tuple[Group, int] | None:
    """A shape in brackets, and where it ends."""
    end = closing(comment, start)
    if end is None:
        return None
    dims = read_dims(comment[start + 1 : end])
    if dims is None or is_interval(comment[start], dims):
        return None
    return Group(dims, comment[start : end + 1], label, is_after_arrow), end + 1


def closing(text: str, start: int) -> int | None:
    """The place of the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == text[start]) - (text[place] == CLOSING[text[start]])
        if depth == 0:
            return place
    return None


def read_dims(inside: str) -> tuple[Dim, ...] | None:
    """The axes between brackets; None where something in it is none."""
    parts = split_at_commas(inside)
    has_comma_at_end = len(parts) > 1 and not parts[-1].strip()
    if not parts[-1].strip():
        parts.pop()
    if len(parts) > MOST_AXES:
        return None
    dims = [read_dim(part) for part in parts]
    found = tuple(dim for dim in dims if dim is not None)
    if len(found) != len(dims) or sum(dim.kind == "rest" for dim in found) > 2:
        return None
    is_word = len(found) == 1 and not has_comma_at_end and found[0].kind == "letter"
    return None if is_word and not ALONE.fullmatch(found[0].letter) else found


def split_at_commas(text: str) -> list[str]:
    """The parts between commas that are in no brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def is_interval(bracket: str, dims: tuple[Dim, ...]) -> bool:
    """Whether numbers are more likely a range of values or axes than a shape: `[0, 1]`."""
    numbers = [dim.number for dim in dims if dim.kind == "number"]
    all_numbers = bool(dims) and len(numbers) == len(dims)
    return all_numbers and (bracket == "[" or 0 in numbers)


def read_equations(comment: str, place: int) -> Iterator[tuple[str, Dim]]:
    """`where P = H/ps * W/ps, D = 3 * C`: each as long as it reads as arithmetic."""
    while found := EQUATION.match(comment, place):
        words = found[2].split(" ")
        sizes = range(min(len(words), LONGEST), 0, -1)  # a word is a character at least
        dim = next((d for n in sizes if (d := read_dim(" ".join(words[:n]))) is not None), None)
        if dim is None or dim.kind in ("any", "rest"):
            return
        yield found[1], dim
        place = found.end()
