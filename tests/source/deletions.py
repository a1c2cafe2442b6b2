"""A text with one of its statements deleted, for each statement in turn."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

TOP_LEVEL = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef)


@dataclass(frozen=True)
class Deletion:
    """The lines that went, and what is left."""

    lines: range  # numbers from 1
    text: str


def deletions(text: str) -> Iterator[Deletion]:
    """Each statement but imports, definitions at the top level, docstrings and `elif`."""
    lines = text.split("\n")
    for statement in statements(ast.parse(text)):
        first = min(
            [statement.lineno, *(d.lineno for d in getattr(statement, "decorator_list", []))]
        )
        last = statement.end_lineno or first
        if lines[first - 1].lstrip().startswith("elif"):
            continue
        for filler in ([], [" " * statement.col_offset + "pass"]):
            left = "\n".join([*lines[: first - 1], *filler, *lines[last:]])
            if is_python(left):
                yield Deletion(range(first, last + 1), left)
                break


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Every statement that can be forgotten."""
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            block = getattr(node, field, [])
            for child in block if isinstance(block, list) else []:
                is_text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
                is_top = isinstance(node, ast.Module) and isinstance(child, TOP_LEVEL)
                if not (is_text or is_top or isinstance(child, ast.Pass)):
                    yield child


def is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True
