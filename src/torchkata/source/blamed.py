"""The line on which the one thing stands that a check is about."""

import ast
from collections.abc import Iterator

from torchkata.contracts import Blame, Suspect
from torchkata.source.owners import attribute_line


def blamed_line(text: str, blame: Blame) -> int | None:
    """Where an attribute first gets its value; the only default, or the only change in place."""
    tree = ast.parse(text)
    if blame.suspect is Suspect.ATTRIBUTE:
        return attribute_line(tree, blame.name)
    lines = set((defaults if blame.suspect is Suspect.ARGUMENT else changes)(tree, blame.name))
    return lines.pop() if len(lines) == 1 else None


def defaults(tree: ast.Module, name: str) -> Iterator[int]:
    """Where an argument of that name stands in a signature; if it has a default, only there."""
    signatures = [node.args for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    found = [
        (argument.lineno, default is not None)
        for args in signatures
        for argument, default in with_defaults(args)
        if argument.arg == name
    ]
    has_default = any(is_given for _, is_given in found)
    yield from (line for line, is_given in found if is_given or not has_default)


def with_defaults(args: ast.arguments) -> Iterator[tuple[ast.arg, ast.expr | None]]:
    """The arguments of a signature, each with its default or None."""
    plain = [*args.posonlyargs, *args.args]
    lacking: list[ast.expr | None] = [None] * (len(plain) - len(args.defaults))
    yield from zip(plain, [*lacking, *args.defaults], strict=True)
    yield from zip(args.kwonlyargs, args.kw_defaults, strict=True)


def changes(tree: ast.Module, name: str) -> Iterator[int]:
    """Where something of that name is changed in place."""
    for node in ast.walk(tree):
        match node:
            case ast.AugAssign(target=ast.Name(id=found) | ast.Subscript(value=ast.Name(id=found))):
                pass
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=found))]):
                pass
            case ast.Call(func=ast.Attribute(value=ast.Name(id=found), attr=method)):
                if not method.endswith("_"):
                    continue
            case _:
                continue
        if found == name:
            yield node.lineno
