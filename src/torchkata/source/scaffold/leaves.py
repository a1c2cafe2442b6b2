"""The statements of a file that can be left out one by one."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from torchkata.source.target import Function

LEAST_LETTERS = 8  # of an expression that gives something away wherever it stands
TELLING = (
    ast.Call,
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.Subscript,
    ast.IfExp,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.Tuple,
    ast.List,
    ast.Dict,
)
SPACE = re.compile(r"\s+")
PIECE = re.compile(r"\w+|[^\w\s]")
PLAIN = (ast.Name, ast.Attribute, ast.Constant)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A statement without a block of its own, or several that share their lines."""

    first: int  # line, from 1
    last: int
    depth: int  # columns before it
    nodes: tuple[ast.stmt, ...]
    expressions: frozenset[str] = field(compare=False, default=frozenset())

    @property
    def computes(self) -> bool:
        """Whether there is something in it to be recalled; checks of arguments are given."""
        return any(_computes(node) for node in self.nodes)


@dataclass(frozen=True, slots=True)
class Block:
    """A statement with blocks of its own, and all leaves inside."""

    first: int
    last: int
    depth: int
    leaves: tuple[Leaf, ...]


def leaves(tree: ast.Module, text: str) -> tuple[list[Leaf], list[Block]]:
    """All statements inside functions, docstrings left out, in the order of the file."""
    found: list[Leaf] = []
    blocks: list[Block] = []
    lines = text.split("\n")
    for function in functions(tree):
        found += _of_body(without_docstring(function), blocks, lines)
    return found, blocks


def functions(tree: ast.Module) -> list[Function]:
    """The functions of the file and the methods of its classes; what they hold is theirs."""
    found: list[Function] = []
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        found += [item for item in inside if isinstance(item, Function)]
    return found


def without_docstring(node: ast.ClassDef | Function) -> Sequence[ast.stmt]:
    """The body after the docstring."""
    return node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body


def compact(text: str) -> str:
    """A text without its spaces."""
    return SPACE.sub("", text)


def telling(nodes: Sequence[ast.AST], *, deep: bool = True) -> frozenset[str]:
    """The expressions, without spaces, that would give the statements away.

    Without `deep`, only those that are among `nodes` themselves.
    """
    texts = (
        compact(ast.unparse(sub))
        for node in nodes
        for sub in (ast.walk(node) if deep else (node,))
        if isinstance(sub, TELLING) and isinstance(getattr(sub, "ctx", ast.Load()), ast.Load)
    )
    return frozenset(text for text in texts if len(text) >= LEAST_LETTERS)


def called(nodes: Sequence[ast.AST]) -> Counter[str]:
    """The functions and methods that are called, by the last part of their names."""
    return Counter(name.rpartition(".")[2] for name in _callees(nodes))


def library(nodes: Sequence[ast.AST]) -> Counter[str]:
    """The same without what is called on self: `self.q_proj` is a name of the author's."""
    names = (name for name in _callees(nodes) if not name.startswith("self."))
    return Counter(name.rpartition(".")[2] for name in names)


def _callees(nodes: Sequence[ast.AST]) -> list[str]:
    every = (sub for node in nodes for sub in ast.walk(node))
    return [ast.unparse(sub.func) for sub in every if isinstance(sub, ast.Call)]


def pattern(leaf: Leaf) -> list[str]:
    """The statement's pieces, with one sign for every name that is no function's."""
    keep = set(library(leaf.nodes)) | {"self", "nn", "F", "torch"}
    pieces = PIECE.findall("\n".join(map(ast.unparse, leaf.nodes)))
    return ["@" if piece.isidentifier() and piece not in keep else piece for piece in pieces]


def _of_body(body: Sequence[ast.stmt], blocks: list[Block], lines: Sequence[str]) -> Iterator[Leaf]:
    for group in _sharing_lines(body):
        first, last = group[0], group[-1]
        end = last.end_lineno or last.lineno
        if len(group) > 1 or not _has_own_lines(first):
            nodes = tuple(group)
            depth = len(lines[first.lineno - 1]) - len(lines[first.lineno - 1].lstrip())
            yield Leaf(first.lineno, end, depth, nodes, telling(nodes))
            continue
        inside = [leaf for part in _blocks(first) for leaf in _of_body(part, blocks, lines)]
        blocks.append(Block(first_line(first), end, first.col_offset, tuple(inside)))
        yield from inside


def first_line(node: ast.stmt) -> int:
    """The statement's line, or that of its first decorator."""
    decorators = getattr(node, "decorator_list", [])
    return decorators[0].lineno if decorators else node.lineno


def _sharing_lines(body: Sequence[ast.stmt]) -> list[list[ast.stmt]]:
    groups: list[list[ast.stmt]] = []
    for node in body:
        if groups and (groups[-1][-1].end_lineno or 0) >= first_line(node):
            groups[-1].append(node)
        else:
            groups.append([node])
    return groups


def _has_own_lines(node: ast.stmt) -> bool:
    """Whether the statement has blocks, none of them on the line of its head."""
    parts = _blocks(node)
    return bool(parts) and all(part[0].lineno > node.lineno for part in parts)


def _blocks(node: ast.stmt) -> list[list[ast.stmt]]:
    parts = [getattr(node, name, []) for name in ("body", "orelse", "finalbody")]
    inner = [child.body for name in ("handlers", "cases") for child in getattr(node, name, [])]
    return sorted((part for part in [*parts, *inner] if part), key=lambda part: part[0].lineno)


def _computes(node: ast.stmt) -> bool:
    match node:
        case ast.Raise() | ast.Assert() | ast.Pass() | ast.Global() | ast.Nonlocal():
            return False
        case ast.Break() | ast.Continue() | ast.Import() | ast.ImportFrom():
            return False
        case ast.Expr(value=value):
            return "super()" not in ast.unparse(value) and not isinstance(value, ast.Constant)
        case ast.Return(value=value) | ast.Assign(value=value) | ast.AnnAssign(value=value):
            return value is not None and not isinstance(value, PLAIN)
    return True
