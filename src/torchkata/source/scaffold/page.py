"""A file as lines to cut and replace, tidied as the formatter would leave it."""

import ast
from collections.abc import Sequence

from torchkata.source.layout import INDENT, WIDTH, bracketed
from torchkata.source.target import Function, names_in

BLANK = "..."


class Page:
    """The lines of a text by number, from 1; what is cut leaves no gap."""

    def __init__(self, text: str) -> None:
        self.lines: dict[int, str] = dict(enumerate(text.split("\n"), 1))

    def cut(self, first: int, last: int) -> None:
        """Take lines away."""
        for number in range(first, last + 1):
            self.lines.pop(number, None)

    def put(self, number: int, line: str) -> None:
        """Set a line, cut or not."""
        self.lines[number] = line

    def tidy(self) -> list[str]:
        """What is left: no constant that nothing uses, no empty line where a block begins."""
        lines = [self.lines[number] for number in sorted(self.lines)]
        lines = _without_unused(_joined(_spaced(_merged(lines))))
        while lines and not lines[0].strip():
            del lines[0]
        while lines and not lines[-1].strip():
            del lines[-1]
        return lines


def _merged(lines: Sequence[str]) -> list[str]:
    """One `...` for several in a row that keep no comment."""
    kept: list[str] = []
    for line in lines:
        last = next((k for k in range(len(kept) - 1, -1, -1) if kept[k].strip()), None)
        if last is not None and line.strip() == BLANK and kept[last] == line:
            del kept[last + 1 :]
        else:
            kept.append(line)
    return kept


def _spaced(lines: Sequence[str]) -> list[str]:
    """No empty line after the head of a block, one at most inside, two at the top level."""
    kept: list[str] = []
    for place, line in enumerate(lines):
        following = next((later for later in lines[place + 1 :] if later.strip()), "")
        most = 1 if following.startswith(" ") else 2
        empty = next((n for n, seen in enumerate(reversed(kept)) if seen.strip()), len(kept))
        is_after_head = bool(kept) and kept[-1].rstrip().endswith(":")
        if line.strip() or not (is_after_head or empty >= most):
            kept.append(line)
    return kept


def _joined(lines: Sequence[str]) -> list[str]:
    """`def f(): ...` on one line where nothing else is in it."""
    bodies = {
        node.body[0].lineno
        for node in ast.walk(ast.parse("\n".join(lines)))
        if isinstance(node, Function | ast.ClassDef) and len(node.body) == 1
    }
    bare = {
        number
        for number in bodies
        if lines[number - 1].lstrip().startswith(BLANK) and lines[number - 2].endswith(":")
    }
    kept: list[str] = []
    for number, line in enumerate(lines, 1):
        if number + 1 in bare:
            kept += _closed(line, lines[number].strip())
        elif number not in bare:
            kept.append(line)
    return kept


def _closed(head: str, blank: str) -> list[str]:
    """A head, or its last line, with a blank behind it; broken where that is too long."""
    line = f"{head} {blank}"
    if len(line.partition("  #")[0]) <= WIDTH:
        return [line]
    name, _, rest = head.partition("(")
    parameters, _, tail = rest.rpartition(")")
    depth = (len(head) - len(head.lstrip())) // len(INDENT)
    return bracketed(name.strip(), [parameters], f"{tail} {blank}", depth=depth)


def _without_unused(lines: list[str]) -> list[str]:
    """Constants go with the last statement that used them."""
    tree = ast.parse("\n".join(lines))
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], end_lineno=int(end)):
                others = [other for other in tree.body if other is not node]
                if name not in names_in(others):
                    return _without_unused(lines[: node.lineno - 1] + lines[end:])
    return lines
