"""What of a practice file is not written yet."""

import ast
from collections.abc import Sequence

from torchkata.source.definitions import is_main_guard
from torchkata.source.target import Function

RUNS = ("forward", "__call__")
PLAIN_BASES = ("nn.Module", "torch.nn.Module", "Module", "object")


def hollow(text: str, target: str) -> tuple[str, int] | None:
    """What of the target has no body, and its line; None unless that alone makes it wrong.

    A function, the method that runs a module, or every method of a class. Whatever may give the
    target another body (a decorator, a base class of the file's own, an assignment to it) makes
    this None.
    """
    tree = ast.parse(text)
    found = [node for node in tree.body if getattr(node, "name", None) == target]
    if len(found) != 1 or _is_changed_elsewhere(tree, target):
        return None
    match found[0]:
        case ast.FunctionDef(decorator_list=[]) as function if _is_empty(function.body):
            return target, function.lineno
        case ast.ClassDef(decorator_list=[], keywords=[]) as cls:
            return _hollow_method(cls)
    return None


def open_lines(text: str) -> tuple[int, ...]:
    """The lines inside functions that hold a bare `...`."""
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, Function)]
    inside = {node for function in functions for node in ast.walk(function)}
    return tuple(sorted(n.lineno for n in inside if isinstance(n, ast.Expr) and _is_open(n)))


def _hollow_method(cls: ast.ClassDef) -> tuple[str, int] | None:
    if not all(ast.unparse(base) in PLAIN_BASES for base in cls.bases):
        return None
    methods = [node for node in cls.body if isinstance(node, Function)]
    empty = [method for method in methods if not method.decorator_list and _is_empty(method.body)]
    runs = [method for method in methods if method.name in RUNS]
    if runs and all(method in empty for method in runs):
        return f"{cls.name}.{runs[0].name}", runs[0].lineno
    return (cls.name, cls.lineno) if methods and len(empty) == len(methods) else None


def _is_empty(body: Sequence[ast.stmt]) -> bool:
    """Whether there is nothing but docstrings, `...` and `pass`."""
    return all(
        isinstance(node, ast.Pass)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in body
    )


def _is_open(node: ast.Expr) -> bool:
    return isinstance(node.value, ast.Constant) and node.value.value is ...


def _is_changed_elsewhere(tree: ast.Module, target: str) -> bool:
    """Whether anything but one definition may set the target, or the method that runs it."""
    own = [node for node in tree.body if not is_main_guard(node)]
    every = [sub for node in own for sub in ast.walk(node)]
    for node in every:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if name == target:
                return True
            case ast.Attribute(attr=name, ctx=ast.Store()) if name in RUNS:
                return True
            case ast.Attribute(value=ast.Name(id=name), ctx=ast.Store()) if name == target:
                return True
            case ast.alias(name=name, asname=asname) if target in (asname or name, "*"):
                return True
            case ast.Name(id="setattr" | "globals" | "exec" | "vars"):
                return True
    return False
