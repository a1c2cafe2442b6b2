"""The argument names of a target, read from its reference without running it."""

import ast
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


def build_parameters(reference: Path, target: str) -> tuple[str, ...] | None:
    """What the constructor of `target` takes; None where the file does not say."""
    found = _definition(reference, target)
    if not isinstance(found, ast.ClassDef):
        return None
    return _names(_method(found, "__init__"), bound=True)


def call_parameters(reference: Path, target: str) -> tuple[str, ...] | None:
    """What a call of `target`, or of what it builds, takes; None where the file does not say."""
    found = _definition(reference, target)
    if isinstance(found, ast.ClassDef):
        return _names(_method(found, "forward"), bound=True)
    return _names(found, bound=False)


def _definition(reference: Path, target: str) -> ast.ClassDef | Function | None:
    try:
        tree = ast.parse(reference.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return None
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and node.name == target:
            return node
    return None


def _method(node: ast.ClassDef, name: str) -> Function | None:
    for member in node.body:
        if isinstance(member, Function) and member.name == name:
            return member
    return None


def _names(function: Function | None, *, bound: bool) -> tuple[str, ...] | None:
    if function is None or function.args.kwarg is not None:
        return None
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args][1 if bound else 0 :]
    return tuple(argument.arg for argument in [*positional, *arguments.kwonlyargs])
