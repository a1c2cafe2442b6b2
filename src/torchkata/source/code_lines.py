"""The lines of a file that are code to be recalled."""

import ast
import copy
import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from torchkata.source.definitions import is_main_guard
from torchkata.source.layout import INDENT

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.ClassDef | Function
Located = ast.stmt | ast.expr | ast.ExceptHandler | ast.pattern
BRACKET_SPACE = re.compile(r"(?<=[(\[{]) | (?=[)\]}])")
LAST_COMMA = re.compile(r",(?=[)\]}])")
KEYWORDS = {"orelse": "else:", "finalbody": "finally:"}


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A simple statement, or the head of a compound one."""

    number: int  # from 1
    shown: str  # as written, without its comment
    key: str  # spelled in one way only: equal keys are the same code
    node: ast.AST | None = None  # what it says; None for `else:` and `finally:`
    depth: int = 0  # of its indentation, in levels


@dataclass(frozen=True, slots=True)
class Part:
    """A definition at the top level, or one other statement (then `name` is "")."""

    name: str
    lines: tuple[CodeLine, ...]


def parts(text: str) -> list[Part]:
    """The file's top level, without imports, docstring, comments, `main` and its guard.

    `main` stays where nothing below calls it under a `__main__` guard.
    """
    tree = ast.parse(text)
    has_guard = any(is_main_guard(node) for node in tree.body)
    reader = _Reader(text)
    found = []
    for node in _without_docstring(tree.body):
        is_main = isinstance(node, Function) and node.name == "main" and has_guard
        if not (is_main or is_main_guard(node) or isinstance(node, ast.Import | ast.ImportFrom)):
            name = node.name if isinstance(node, Documented) else ""
            found.append(Part(name, tuple(reader.lines(node, 0))))
    return found


class _Reader:
    """Turns statements into lines; holds the text to show them as they are written."""

    def __init__(self, text: str) -> None:
        self.source = text.split("\n")
        self.comments = {
            token.start[0]: token.start[1]
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT
        }

    def lines(self, node: ast.stmt, depth: int) -> Iterator[CodeLine]:
        """The statement and, where it is compound, everything inside it."""
        for decorator in getattr(node, "decorator_list", []):
            yield self._line(decorator, f"@{ast.unparse(decorator)}", depth)
        body = getattr(node, "body", [])
        yield self._line(node, _head(node), depth)
        yield from self._block(_without_docstring(body) if _may_document(node) else body, depth)
        for branch in getattr(node, "handlers", []):
            yield self._line(branch, _head(branch), depth)
            yield from self._block(branch.body, depth)
        for branch in getattr(node, "cases", []):
            yield self._line(branch.pattern, _head(branch), depth + 1)
            yield from self._block(branch.body, depth + 1)
        yield from self._else(node, depth)

    def _else(self, node: ast.stmt, depth: int) -> Iterator[CodeLine]:
        for part, keyword in KEYWORDS.items():
            block = getattr(node, part, [])
            if block and self._is_elif(node, block):
                first, *rest = self.lines(block[0], depth)
                shown, key = _as_elif(first.shown), _as_elif(first.key)
                yield CodeLine(first.number, shown, key, block[0], depth)
                yield from rest
            elif block:
                number = self._line_of(keyword, above=block[0].lineno)
                line = INDENT * depth + keyword
                yield CodeLine(number, line, line, None, depth)
                yield from self._block(block, depth)

    def _is_elif(self, node: ast.stmt, block: Sequence[ast.stmt]) -> bool:
        if not (isinstance(node, ast.If) and len(block) == 1 and isinstance(block[0], ast.If)):
            return False
        return self.source[block[0].lineno - 1].lstrip().startswith("elif")

    def _line_of(self, keyword: str, *, above: int) -> int:
        """The last line from `above` upwards that begins with `else` or `finally`."""
        word = re.compile(rf"\s*{keyword[:-1]}\b")
        return next((n for n in range(above, 0, -1) if word.match(self.source[n - 1])), above)

    def _block(self, body: Sequence[ast.stmt], depth: int) -> Iterator[CodeLine]:
        for node in body:
            yield from self.lines(node, depth + 1)

    def _line(self, node: Located, code: str, depth: int) -> CodeLine:
        pad = INDENT * depth
        key = pad + " ".join(code.splitlines())
        shown = pad + (self._written(node, code) or key.strip())
        return CodeLine(node.lineno, shown, key, node, depth)

    def _written(self, node: Located, code: str) -> str:
        """The code as the file spells it, on one line; "" where that cannot be cut out."""
        body = getattr(node, "body", None)
        if isinstance(node, ast.stmt | ast.ExceptHandler) and isinstance(body, list):
            return self._written_head(node, body[0].lineno, code)
        last = node.end_lineno or node.lineno
        if isinstance(node, ast.stmt):
            joined = self._joined(node.lineno, last)
            if last == node.lineno and joined == self._segment(node):
                return joined
            return joined if _spells(joined, code) else ""
        segment = self._segment(node) if last == node.lineno else ""
        written = self._joined(node.lineno, node.lineno)
        return written if segment and written in (segment, f"@{segment}") else ""

    def _segment(self, node: Located) -> str:
        """What stands on the node's one line from its start to its end."""
        line = self.source[node.lineno - 1].encode()
        return line[node.col_offset : node.end_col_offset].decode()

    def _written_head(self, node: Located, first: int, code: str) -> str:
        """From the statement's line to the colon, if what is below begins on a line of its own."""
        if first > node.lineno and (line := self._joined(node.lineno, node.lineno)).endswith(":"):
            return line
        ends = (n for n in range(node.lineno + 1, first) if self._bare(n).endswith(":"))
        candidates = (self._joined(node.lineno, end) for end in ends)
        return next((text for text in candidates if _spells(f"{text} ...", f"{code} ...")), "")

    def _joined(self, first: int, last: int) -> str:
        """Physical lines as one, without the breaks and the last comma inside brackets."""
        text = " ".join(filter(None, map(self._bare, range(first, last + 1))))
        return text if first == last else LAST_COMMA.sub("", BRACKET_SPACE.sub("", text))

    def _bare(self, number: int) -> str:
        return self.source[number - 1][: self.comments.get(number)].strip()


def _spells(text: str, code: str) -> bool:
    """Whether both are the same code."""
    try:
        return ast.dump(ast.parse(text)) == ast.dump(ast.parse(code))
    except SyntaxError:
        return False


def _head(node: ast.stmt | ast.ExceptHandler | ast.match_case) -> str:
    """The statement without what is indented below it, spelled in one way."""
    if not any(hasattr(node, part) for part in ("body", "cases")):
        return ast.unparse(node)
    head = copy.copy(node)
    for part in ("decorator_list", "handlers", "cases", *KEYWORDS):
        if hasattr(head, part):
            setattr(head, part, [])
    if hasattr(head, "body"):
        head.body = [ast.Pass()]
    lines = ast.unparse(head).strip().splitlines()
    return "\n".join(line for line in lines if line.strip() != "pass")


def _as_elif(line: str) -> str:
    return re.sub(r"^(\s*)if\b", r"\1elif", line)


def _may_document(node: ast.stmt) -> bool:
    return isinstance(node, Documented)


def _without_docstring(body: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), *rest]:
            return rest
    return body
