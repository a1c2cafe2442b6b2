"""What an `if` may ask of the names that are there: whether one is None, or a number is 0."""

import ast
from collections.abc import Iterator

from torchkata.source.editing.known import Surroundings
from torchkata.source.editing.nodes import is_self
from torchkata.source.editing.options import optional

MOST = 8
PLAIN = (ast.Attribute, ast.Name, ast.Subscript, ast.Constant, ast.expr_context)


def questions(statement: ast.If, around: Surroundings) -> list[str]:
    """What its body works on could be None; so could arguments, and a loop begins at 0."""
    found = dict.fromkeys(asked(statement, around))
    return list(found)[:MOST]


def asked(statement: ast.If, around: Surroundings) -> Iterator[str]:
    """The questions, the likeliest first."""
    for argument, default in optional(around.function.args):
        if isinstance(default, ast.Constant) and default.value is None:
            yield f"{argument} is not None"
            yield f"{argument} is None"
    for node in ast.walk(statement.body[0]):
        is_read = isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
        is_plain = is_read and all(isinstance(n, PLAIN) for n in ast.walk(node))
        if isinstance(node, ast.Attribute) and is_plain and can_be_none(node):
            yield f"{ast.unparse(node)} is not None"
    for loop in around.statements:
        if isinstance(loop, ast.For) and statement in ast.walk(loop):
            names = [n.id for n in ast.walk(loop.target) if isinstance(n, ast.Name)]
            yield from (f"{name} > 0" for name in names)


def can_be_none(node: ast.Attribute) -> bool:
    """Whether it may be None: what an object keeps, or the gradient of a tensor."""
    return node.attr == "grad" or is_self(node.value)
