"""The wrong name: q for k, one layer for another."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Scope, text_of

NEAREST = 2  # names bound before that are tried in place of one


def wrong_variable(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Another parameter or local of the function."""
    match node:
        case ast.Name(name, ast.Load()) if scope.function and name in scope.names:
            if isinstance(scope.parent, ast.Subscript | ast.Attribute) and _is_size(scope.parent):
                return
            others = [other for other in scope.names if other != name]
            yield from _nearest(name, others)


def wrong_attribute(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Another layer, parameter or number of the same kind."""
    match node:
        case ast.Attribute(ast.Name("self"), name, ast.Load()) if not scope.in_init:
            kinds = attribute_kinds(scope.cls)
            for other, kind in kinds.items():
                if other != name and kind == kinds.get(name):
                    yield f"self.{other}"


def attribute_kinds(cls: ast.ClassDef | None) -> dict[str, str]:
    """Attributes that a class sets in its constructor, by what makes them."""
    found: dict[str, str] = {}
    for node in ast.walk(cls) if cls else ():
        match node:
            case ast.Assign([ast.Attribute(ast.Name("self"), name)], ast.Call(called)):
                found[name] = text_of(called)
            case ast.Assign([ast.Attribute(ast.Name("self"), name)], ast.Name() | ast.BinOp()):
                found[name] = "number"
            case ast.Call(
                ast.Attribute(ast.Name("self"), "register_buffer"), [ast.Constant(str(name)), *_]
            ):
                found[name] = "buffer"
    return found


def _nearest(name: str, others: list[str]) -> list[str]:
    """Names as long as this one first, then those bound last; sizes are not tensors."""
    alike = [other for other in others if other.isupper() == name.isupper()]
    alike.reverse()
    return sorted(alike, key=lambda other: abs(len(other) - len(name)))[:NEAREST]


def _is_size(parent: ast.AST) -> bool:
    return isinstance(parent, ast.Attribute) and parent.attr == "shape"
