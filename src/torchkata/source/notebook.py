"""A Jupyter notebook as one attempt: the cell that defines the target, and what that one needs."""

import ast
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from torchkata.contracts import KataError
from torchkata.source.definitions import definitions
from torchkata.source.target import Function

MAGIC = re.compile(r"^(\s*)(?:[%!?].*|.*\?)$", flags=re.MULTILINE)
HEAD = re.compile(r"^(?:class|def)\s+(\w+)", re.MULTILINE)
CELL_MAGIC = re.compile(r"\s*%%(?!time\b|timeit\b|capture\b|prun\b)")
BINDING = (
    ast.Import,
    ast.ImportFrom,
    ast.Assign,
    ast.AnnAssign,
    ast.ClassDef,
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.If,
    ast.Try,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of Python."""

    number: int  # among all cells of the notebook, from 1
    text: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What is run of a notebook."""

    text: str
    cell: int  # the number of the cell that defines the target
    origin: tuple[tuple[int, int], ...]  # for each line of `text`: its cell, and its line there


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement at the top level of a cell."""

    cell: Cell
    node: ast.stmt
    binds: frozenset[str]
    reads: frozenset[str]

    @property
    def lines(self) -> range:
        decorators = getattr(self.node, "decorator_list", [])
        first = min([self.node.lineno, *(d.lineno for d in decorators)])
        return range(first, (self.node.end_lineno or first) + 1)


def cells(data: str, path: str) -> tuple[Cell, ...]:
    """The cells of code, without the magic of IPython. KataError where this is no notebook."""
    try:
        found = json.loads(data)["cells"]
        texts = [
            (number, _joined(cell["source"]))
            for number, cell in enumerate(found, 1)
            if cell["cell_type"] == "code"
        ]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KataError(
            f'"{path}" is no notebook that can be read: {error or type(error).__name__}',
            hint="save it as a Jupyter notebook of version 4",
        ) from error
    return tuple(Cell(number, _plain(text)) for number, text in texts)


def defined(cells: Sequence[Cell]) -> set[str]:
    """The classes and functions that the cells define, or would if they were Python."""
    found: set[str] = set()
    for cell in cells:
        tree = _parsed(cell.text)
        if tree is None:
            found |= set(HEAD.findall(cell.text))
        else:
            found |= {d.name for d in definitions(tree) if d.kind in ("class", "function")}
    return found


def extract(cells: Sequence[Cell], target: str) -> Extract | None:
    """The last cell that defines the target, below all that it needs of others; None without one.

    Statements that the target does not need are left out, so that nothing is trained or drawn. A
    cell that is not Python, and names the target, is given whole: then that is what is wrong.
    """
    statements = [part for cell in cells for part in _statements(cell)]
    found = [part for part in statements if _defines(part.node, target)]
    broken = [c for c in cells if _parsed(c.text) is None and target in HEAD.findall(c.text)]
    if broken and (not found or found[-1].cell.number < broken[-1].number):
        return _placed([(broken[-1], n, line) for n, line in _numbered(broken[-1].text)])
    if not found:
        return None
    needed = _closure(found[-1], statements, target)
    home = found[-1].cell
    lines = [(p.cell, n, _line(p.cell, n)) for p in needed if p.cell != home for n in p.lines]
    kept = {line for part in needed if part.cell == home for line in part.lines}
    for number, line in _numbered(home.text):
        lines.append((home, number, line if _stays(number, line, kept) else ""))
    return _placed(lines)


def _placed(lines: Sequence[tuple[Cell, int, str]]) -> Extract:
    text = "".join(f"{line}\n" for _, _, line in lines)
    origin = tuple((cell.number, number) for cell, number, _ in lines)
    return Extract(text, lines[-1][0].number, origin)


def _closure(found: _Statement, statements: Sequence[_Statement], target: str) -> list[_Statement]:
    """The target and, name by name, what it needs; in the order of the notebook."""
    makers: dict[str, list[_Statement]] = {}
    for part in statements:
        for name in part.binds if target not in part.binds else ():
            makers.setdefault(name, []).append(part)
    needed, asked, waiting = {id(found)}, set[str](), ["*", *found.reads]
    while waiting:
        name = waiting.pop()
        if name not in asked:
            asked.add(name)
            new = makers.get(name, [])
            needed |= {id(part) for part in new}
            waiting += [read for part in new for read in part.reads]
    return [part for part in statements if id(part) in needed]


def _statements(cell: Cell) -> list[_Statement]:
    tree = _parsed(cell.text)
    if tree is None:
        return []
    return [_Statement(cell, node, _binds(node), _reads(node)) for node in tree.body]


def _binds(node: ast.stmt) -> frozenset[str]:
    """What a definition, an import or an assignment makes known; of others nothing is taken."""
    if isinstance(node, ast.ImportFrom) and node.module == "__future__":
        return frozenset()  # it would have to stand first; annotations do without
    if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names):
        return frozenset("*")
    if not isinstance(node, BINDING):
        return frozenset()
    return frozenset(item.name for item in definitions(ast.Module([node], [])))


def _reads(node: ast.stmt) -> frozenset[str]:
    names = (sub for sub in ast.walk(node) if isinstance(sub, ast.Name))
    return frozenset(name.id for name in names)


def _defines(node: ast.stmt, target: str) -> bool:
    return isinstance(node, ast.ClassDef | Function) and node.name == target


def _line(cell: Cell, number: int) -> str:
    return cell.text.split("\n")[number - 1]


def _stays(number: int, line: str, kept: set[int]) -> bool:
    return number in kept or line.lstrip().startswith("#")


def _numbered(text: str) -> list[tuple[int, str]]:
    return list(enumerate(text.split("\n"), 1))


def _joined(source: object) -> str:
    """The text of a cell, which a notebook may hold line by line."""
    if isinstance(source, list):
        return "".join(map(str, source))
    return str(source)


def _plain(text: str) -> str:
    """Without lines that only IPython understands; every line keeps its number."""
    text = text.replace("\r\n", "\n")
    if CELL_MAGIC.match(text):
        return ""
    return text if _parsed(text) is not None else MAGIC.sub(r"\1pass", text)


def _parsed(text: str) -> ast.Module | None:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
