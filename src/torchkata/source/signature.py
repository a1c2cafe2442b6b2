"""How a target is called, without how it works."""

import ast
from functools import lru_cache

from torchkata.contracts import Signature
from torchkata.source.target import (
    Function,
    parameter_texts,
    public_methods,
    returns_text,
    target_node,
)


@lru_cache(maxsize=16)
def signature(reference: str, target: str) -> Signature:
    """The signatures of `target` as the reference writes them, and its docstring.

    For a class these are `__init__` and the public methods. KataError where it is not defined.
    """
    node = target_node(ast.parse(reference), target)
    functions = public_methods(node) if isinstance(node, ast.ClassDef) else [node]
    return Signature(
        target=target,
        kind="class" if isinstance(node, ast.ClassDef) else "function",
        methods=tuple(_line(function, reference) for function in functions),
        docstring=ast.get_docstring(node) or "",
    )


def _line(function: Function, text: str) -> str:
    parameters = ", ".join(parameter_texts(function, text))
    return f"{function.name}({parameters}){returns_text(function, text)}"
