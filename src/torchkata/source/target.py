"""A target in its reference, and the texts of its signatures as they are written there."""

import ast
from collections.abc import Sequence
from typing import TypeGuard

from torchkata.contracts import KataError

Function = ast.FunctionDef | ast.AsyncFunctionDef
ALWAYS_PUBLIC = {"__init__", "__call__", "forward"}


def target_node(tree: ast.Module, target: str) -> ast.ClassDef | Function:
    """The definition of `target` at the top level; KataError where there is none."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | Function) and node.name == target:
            return node
    raise KataError(
        f'reference.py does not define "{target}"',
        hint='name the class or function under "target" in kata.toml',
        exit_code=3,
    )


def public_methods(node: ast.ClassDef) -> list[Function]:
    """What a caller uses, in the order of the file: no underscored names, and no helpers.

    A method that the class itself calls through self is a helper, and so a part of the answer.
    """
    helpers = {sub.attr for sub in ast.walk(node) if _is_on_self(sub)} - ALWAYS_PUBLIC
    return [
        m for m in node.body if _is_function(m) and _is_public(m.name) and m.name not in helpers
    ]


def parameter_texts(function: Function, text: str, *, known: set[str] | None = None) -> list[str]:
    """Each parameter as written, with `/` and `*` in their places.

    An annotation or default that uses a name outside `known` is left out, or written as `...`.
    """
    arguments = function.args
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + list(arguments.defaults)
    texts = [_parameter(a, d, text, known) for a, d in zip(plain, defaults, strict=True)]
    if arguments.posonlyargs:
        texts.insert(len(arguments.posonlyargs), "/")
    if arguments.vararg:
        texts.append("*" + _parameter(arguments.vararg, None, text, known))
    elif arguments.kwonlyargs:
        texts.append("*")
    keyword_only = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    texts += [_parameter(a, d, text, known) for a, d in keyword_only]
    if arguments.kwarg:
        texts.append("**" + _parameter(arguments.kwarg, None, text, known))
    return texts


def returns_text(function: Function, text: str, *, known: set[str] | None = None) -> str:
    """` -> Tensor`, or nothing."""
    if function.returns is None or not _is_known(function.returns, known):
        return ""
    return f" -> {written(function.returns, text)}"


def written(node: ast.expr, text: str) -> str:
    """An expression as the file spells it, on one line."""
    segment = ast.get_source_segment(text, node) or ast.unparse(node)
    return " ".join(segment.split())


def names_in(nodes: Sequence[ast.AST]) -> set[str]:
    """Every name that the expressions read."""
    return {sub.id for node in nodes for sub in ast.walk(node) if isinstance(sub, ast.Name)}


def last_name(function: ast.expr) -> str:
    """`relu` for `F.relu` and for `relu`; "" for what is no name."""
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def interface(function: Function) -> list[ast.expr]:
    """The annotations and defaults of a function."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    every += [extra for extra in (arguments.vararg, arguments.kwarg) if extra is not None]
    found = [argument.annotation for argument in every]
    found += [*arguments.defaults, *arguments.kw_defaults, function.returns]
    return [node for node in found if node is not None]


def _parameter(
    argument: ast.arg, default: ast.expr | None, text: str, known: set[str] | None
) -> str:
    annotation = argument.annotation
    is_annotated = annotation is not None and _is_known(annotation, known)
    head = argument.arg
    if annotation is not None and is_annotated:
        head = f"{head}: {written(annotation, text)}"
    if default is None:
        return head
    value = written(default, text) if _is_known(default, known) else "..."
    return f"{head} = {value}" if is_annotated else f"{head}={value}"


def _is_known(node: ast.expr, known: set[str] | None) -> bool:
    return known is None or names_in([node]) <= known


def _is_function(node: ast.stmt) -> TypeGuard[Function]:
    return isinstance(node, Function)


def _is_public(name: str) -> bool:
    return not name.startswith("_") or name in ALWAYS_PUBLIC


def _is_on_self(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )
