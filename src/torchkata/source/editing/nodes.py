"""What one node is, and small new ones."""

import ast
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from torchkata.source.editing.known import MODULES, Surroundings

T = TypeVar("T")
Ranked = tuple[int, T]
Others = Iterator[Ranked[ast.expr]]

UNUSED, JOINED = -2, -1  # ranks of what puts to use what nothing reads: it is there for something
SIZED = 4  # of sizes with another one to them
COPIES = (5, 6)  # of values that are kept: of one name by another, and of anything else
MOST_NAMES = 5


def is_read(node: ast.expr) -> bool:
    """Whether a value is read."""
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def is_callee(node: ast.expr, parent: ast.AST) -> bool:
    """Whether a node is what is called, or what a dot follows."""
    if isinstance(node, ast.Name) and node.id in MODULES:
        return True
    is_called = isinstance(parent, ast.Call) and parent.func is node
    return is_called or isinstance(node, ast.Slice | ast.Constant | ast.Starred | ast.JoinedStr)


def number_node(number: float) -> ast.expr:
    """A number; negative ones are an operation to Python."""
    return ast.UnaryOp(ast.USub(), ast.Constant(-number)) if number < 0 else ast.Constant(number)


def is_module(node: ast.expr) -> bool:
    """Whether a value is a library's or the object itself."""
    return isinstance(node, ast.Name) and node.id in MODULES


def is_none(node: ast.expr) -> bool:
    """Whether a node is None."""
    return isinstance(node, ast.Constant) and node.value is None


def is_self(node: ast.expr) -> bool:
    """Whether a node is the object."""
    return isinstance(node, ast.Name) and node.id == "self"


def has_module(node: ast.expr) -> bool:
    """Whether a node is a number of a library, such as `math.pi`."""
    return isinstance(node, ast.Attribute) and is_module(node.value) and not is_self(node.value)


def nearest(name: str, others: list[str]) -> list[str]:
    """Those that look most like it."""
    ranked = sorted(others, key=lambda other: -SequenceMatcher(None, name, other).ratio())
    return ranked[: 2 * MOST_NAMES]


def attribute(name: str) -> ast.expr:
    """`self.NAME` as a node."""
    return ast.Attribute(ast.Name("self", ast.Load()), name.removeprefix("self."), ast.Load())


def name_node(name: str) -> ast.expr:
    """A name as a node, whether it is a variable's or `self.NAME`."""
    return attribute(name) if name.startswith("self.") else ast.Name(name, ast.Load())


def is_nameable(nodes: Sequence[ast.AST], around: Surroundings) -> bool:
    """Whether every name in them means something here."""
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id not in (*around.names, *MODULES):
                return False
            if (
                isinstance(part, ast.Attribute)
                and is_self(part.value)
                and f"self.{part.attr}" not in around.attributes
            ):
                return False
    return True
