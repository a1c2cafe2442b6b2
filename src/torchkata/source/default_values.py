"""A default in an attempt's signature that is another number than the reference's."""

import ast
from collections.abc import Iterator

from torchkata.source.blamed import with_defaults

Value = float | tuple[float, ...]


def other_default(attempt: str, reference: str, target: str) -> tuple[int, str] | None:
    """The line of the first one, and the words; None where all that can be compared are equal.

    Only numbers are, and tuples of them: None and 0 may mean the same.
    """
    known = {name: value for _, name, value in defaults(reference, target)}
    for line, name, value in defaults(attempt, target):
        if name in known and known[name] != value:
            return line, f"{name} defaults to {value} here, and to {known[name]} in the reference"
    return None


def defaults(text: str, target: str) -> Iterator[tuple[int, str, Value]]:
    """The line, name and value of each default in the signature of a function, or of a class."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name == target:
            for part in node.body:
                if isinstance(part, ast.FunctionDef) and part.name == "__init__":
                    yield from of_function(part)
        elif isinstance(node, ast.FunctionDef) and node.name == target:
            yield from of_function(node)


def of_function(function: ast.FunctionDef) -> Iterator[tuple[int, str, Value]]:
    """The same of one function."""
    for argument, default in with_defaults(function.args):
        value = None if default is None else number_or_numbers(default)
        if default is not None and value is not None:
            yield default.lineno, argument.arg, value


def number_or_numbers(node: ast.expr) -> Value | None:
    """What a default says, where it is a number or a tuple of numbers."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError):
        return None
    if isinstance(value, tuple | list):
        return tuple(value) if all(type(one) in (int, float) for one in value) else None
    return value if type(value) in (int, float, bool) else None
