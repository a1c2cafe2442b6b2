"""Whole statements: forgotten, or in the wrong order."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Exchange, Scope, text_of


def delete(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A step left out, an early return not taken. A name's only definition is left alone."""
    if scope.function is None:
        return
    match node:
        case ast.Assign([ast.Name(name)], _) if name not in scope.names:
            return
        case ast.Assign() | ast.AugAssign() | ast.Expr() | ast.If(_, [*_, ast.Return()], []):
            yield "pass"


def swap(node: ast.AST, scope: Scope) -> Iterator[Exchange]:
    """Two steps on one value, the second before the first: dropout before the softmax."""
    if scope.function is None or not isinstance(node, ast.Assign):
        return
    place = scope.siblings.index(node)
    match node, scope.siblings[place + 1 : place + 2]:
        case (
            ast.Assign([ast.Name(name)], first),
            [ast.Assign([ast.Name()], second) | ast.Return(ast.expr() as second)],
        ):
            source = single_source(first)
            if source is not None and single_source(second) == name:
                early = renamed(second, name, source)
                yield Exchange(first, early, second, renamed(first, source, name))


def single_source(value: ast.expr) -> str | None:
    """The one variable that a step works on: `x` in `self.norm(x)` and in `x.softmax(-1)`."""
    match value:
        case ast.Call(ast.Attribute(ast.Name("self")), [ast.Name(name)]):
            return name
        case ast.Call(ast.Attribute(ast.Name(name))) if name not in ("self", "torch", "F", "math"):
            return name
    return None


def renamed(value: ast.expr, old: str, new: str) -> str:
    """An expression about another variable."""
    tree = ast.parse(text_of(value), mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == old:
            node.id = new
    return text_of(tree.body)
