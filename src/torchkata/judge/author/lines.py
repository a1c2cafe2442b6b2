"""Lines of a reference that no case reaches: a mistake there would never show."""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from torchkata.contracts import Flaw, Kata
from torchkata.judge.author import trial
from torchkata.judge.ready import ready

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines_not_run(kata: Kata, seed: int) -> Iterator[Flaw]:
    """Every statement of the reference that a whole check leaves out; guards may be."""
    with recorded(str(kata.reference)) as reached:
        by = ready(kata, seed)
        trial.judged(by, by.target.source)
    for statement in statements(ast.parse(by.target.source)):
        lines = range(statement.lineno, last_line(statement) + 1)
        if reached.isdisjoint(lines):
            message = f"line {statement.lineno} of reference.py is run by no case"
            yield Flaw(f"line:{statement.lineno}", message)


@contextmanager
def recorded(path: str) -> Iterator[set[int]]:
    """The lines of the file at `path` that are run meanwhile."""
    reached: set[int] = set()

    def inside(frame: FrameType, event: str, argument: Any) -> Any:
        reached.add(frame.f_lineno)
        return inside

    def on_call(frame: FrameType, event: str, argument: Any) -> Any:
        return inside if frame.f_code.co_filename == path else None

    before = sys.gettrace()
    sys.settrace(on_call)
    try:
        yield reached
    finally:
        sys.settrace(before)


def statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """What runs when functions are called; exceptions and docstrings left out."""
    for function in (node for node in ast.walk(tree) if isinstance(node, Function)):
        for node in ast.walk(function):
            is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            is_skipped = isinstance(node, ast.Raise | ast.Pass | ast.Global) or is_text
            if isinstance(node, ast.stmt) and node is not function and not is_skipped:
                yield node


def last_line(statement: ast.stmt) -> int:
    """The end of a statement, or of its head where it has a body."""
    body = getattr(statement, "body", None)
    return statement.lineno if body else statement.end_lineno or statement.lineno
