"""The target's signatures and docstrings, with nothing in them."""

import ast
import builtins

from torchkata.source.imports import imported_names
from torchkata.source.layout import INDENT, bracketed, docstring
from torchkata.source.target import (
    Function,
    interface,
    names_in,
    parameter_texts,
    public_methods,
    returns_text,
    target_node,
    written,
)

GIVEN = {"torch", "F", "Tensor", "nn"}
KEPT_DECORATORS = {"staticmethod", "classmethod", "property"}


def signature_lines(tree: ast.Module, target: str, text: str) -> tuple[list[str], set[str]]:
    """The target without its bodies, and the names that it needs.

    Constants that its signatures use come first.
    """
    node = target_node(tree, target)
    needed = interface_names(node)
    constants = _constants(tree, needed, text)
    known = GIVEN | imported_names(tree) | set(constants) | set(dir(builtins))
    lines = [*constants.values(), *[""] * bool(constants), ""]
    if isinstance(node, ast.ClassDef):
        lines += _class(node, text, known)
    else:
        lines += _function(node, text, known, depth=0)
    return [*lines, ""], needed


def interface_names(node: ast.ClassDef | Function) -> set[str]:
    """Every name that the signatures of a target and its bases read."""
    if not isinstance(node, ast.ClassDef):
        return names_in(interface(node))
    parts = [part for method in public_methods(node) for part in interface(method)]
    return names_in([*parts, *node.bases])


def _constants(tree: ast.Module, needed: set[str], text: str) -> dict[str, str]:
    """Top-level assignments that `needed` names, which grows by what they use themselves."""
    found: dict[str, str] = {}
    for node in reversed(tree.body):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in needed:
                needed |= names_in([value])
                found[name] = f"{name} = {written(value, text)}"
    return dict(reversed(found.items()))


def _class(node: ast.ClassDef, text: str, known: set[str]) -> list[str]:
    bases = [written(b, text) if names_in([b]) <= known else "nn.Module" for b in node.bases]
    head = f"class {node.name}({', '.join(bases)}):" if bases else f"class {node.name}:"
    doc = ast.get_docstring(node)
    blocks = [docstring(doc, depth=1)] if doc else []
    blocks += [_function(method, text, known, depth=1) for method in public_methods(node)]
    if not blocks:
        return [f"{head} ..."]
    body = [line for block in blocks for line in [*block, ""]]
    return [head, *body[:-1]]


def _function(function: Function, text: str, known: set[str], *, depth: int) -> list[str]:
    pad = INDENT * depth
    decorators = [
        f"{pad}@{written(decorator, text)}"
        for decorator in function.decorator_list
        if written(decorator, text) in KEPT_DECORATORS
    ]
    doc = ast.get_docstring(function)
    tail = returns_text(function, text, known=known) + (":" if doc else ": ...")
    parameters = parameter_texts(function, text, known=known)
    lines = bracketed(f"def {function.name}", parameters, tail, depth=depth)
    body = [*docstring(doc, depth=depth + 1), f"{pad}{INDENT}..."] if doc else []
    return [*decorators, *lines, *body]
