"""One more step after an expression."""

import ast

from torchkata.source.editing.known import Known, Surroundings
from torchkata.source.editing.nodes import (
    JOINED,
    MOST_NAMES,
    Others,
    attribute,
    has_module,
    is_module,
    is_nameable,
)

GROUPS = (ast.Tuple, ast.List, ast.Dict, ast.Set, ast.JoinedStr)
JOINING = (ast.Mult, ast.Add, ast.Sub, ast.Div)


def extended(node: ast.expr, parent: ast.AST, known: Known, around: Surroundings) -> Others:
    """With one more step: what nothing reads put to use, a sign, one of the reference's calls."""
    if isinstance(node, GROUPS):  # which Python repeats where they are multiplied
        return
    for name in around.unused:
        term = attribute(name) if name.startswith("self.") else ast.Name(name, ast.Load())
        for operator in JOINING:
            yield JOINED, ast.BinOp(node, operator(), term)
        if name.startswith("self."):
            yield JOINED, ast.Call(term, [node], [])
    yield 2, ast.UnaryOp(ast.USub(), node)
    yield 2, ast.UnaryOp(ast.Invert(), node)
    is_joined = isinstance(parent, ast.Call | ast.Attribute | ast.BinOp | ast.Assign | ast.Return)
    if is_joined and max(known.ranks) > 1 and not has_module(node):
        yield from stepped(node, known, around)


def further(node: ast.expr, known: Known, around: Surroundings) -> Others:
    """One step on, where the reference has the same expression and takes that step."""
    if 0 not in known.ranks:
        return
    words = ast.unparse(node)
    for operation in known.operations:
        sides = ast.unparse(operation.left), ast.unparse(operation.right)
        if words in sides and is_nameable([operation], around):
            yield 0, operation


def stepped(node: ast.expr, known: Known, around: Surroundings) -> Others:
    """With a step that the reference takes somewhere."""
    for group in known.calls.values():
        for call in group:
            if isinstance(call.func, ast.Attribute) and not is_module(call.func.value):
                if is_nameable(call.args, around):
                    function = ast.Attribute(node, call.func.attr, ast.Load())
                    yield 3, ast.Call(function, call.args, call.keywords)
            elif call.args and is_nameable(call.args[1:], around):
                yield 3, ast.Call(call.func, [node, *call.args[1:]], call.keywords)
    for operation in known.operations:
        if is_nameable([operation.right], around):
            rank = 2 if isinstance(operation.right, ast.Constant) else 3
            yield rank, ast.BinOp(node, operation.op, operation.right)
        if is_nameable([operation.left], around):
            yield 3, ast.BinOp(operation.left, operation.op, node)
    for step in known.steps:
        if is_nameable([step], around) and not isinstance(step, ast.Constant):
            yield 3, ast.BinOp(node, ast.Mult(), step)
            yield 3, ast.BinOp(node, ast.Add(), step)
    for operator in JOINING:
        for name in around.names[:MOST_NAMES]:
            yield 3, ast.BinOp(node, operator(), ast.Name(name, ast.Load()))
