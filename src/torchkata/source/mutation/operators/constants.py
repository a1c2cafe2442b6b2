"""Numbers, booleans and keys."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Scope

FACTORS = (0.1, 1.1, 2.0)


def off_by_one(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A whole number one higher or lower, minus one included."""
    value = number(node)
    if type(value) is not int or _is_negated(scope.parent):
        return
    yield str(value + 1)
    if value:
        yield str(value - 1)


def constant(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A fraction a tenth, a tenth more or twice as large."""
    value = number(node)
    if type(value) is not float or _is_negated(scope.parent):
        return
    for factor in FACTORS:
        yield repr(value * factor if value else factor)


def boolean(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A flag turned over: keepdim, unbiased, bias, a default."""
    if isinstance(scope.parent, ast.keyword) and scope.parent.arg == "persistent":
        return  # whether a constant is saved is the learner's own business
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield str(not node.value)


def string_key(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Another key of the same dict."""
    match node, scope.parent:
        case ast.Constant(str(key)), ast.Subscript(ast.Name(table)) if scope.function:
            yield from (repr(other) for other in _keys(scope.cls, table) if other != key)


def number(node: ast.AST) -> int | float | None:
    """The value of a number, its sign included."""
    match node:
        case ast.Constant(int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.UnaryOp(ast.USub(), ast.Constant(int() | float() as value)):
            return -value
    return None


def _is_negated(parent: ast.AST) -> bool:
    return isinstance(parent, ast.UnaryOp) and isinstance(parent.op, ast.USub)


def _keys(cls: ast.ClassDef | None, table: str) -> list[str]:
    found = []
    for node in ast.walk(cls) if cls else ():
        match node:
            case ast.Subscript(ast.Name(name), ast.Constant(str(key))) if name == table:
                found.append(key)
    return list(dict.fromkeys(found))
