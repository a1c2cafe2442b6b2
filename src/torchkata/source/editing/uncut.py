"""A text without one of the places that cut gradients."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from torchkata.source.cuts import cut_by, gradient_cuts
from torchkata.source.editing.edits import spliced

MOST = 4


@dataclass(frozen=True, slots=True)
class Uncut:
    """One cut: its line, what cuts there, and the text without it."""

    line: int
    name: str
    text: str


def uncut(text: str, reference: str, *, is_sure: bool) -> tuple[Uncut, ...]:
    """Each cut of gradients taken out by itself.

    Where it is not sure that one is wrong: those of a kind that the reference has nowhere. None
    where there are many.
    """
    known = set() if is_sure else {name for _, name in gradient_cuts(reference)}
    found = [one for one in taken_out(text) if one.name not in known]
    return tuple(found) if len(found) <= MOST else ()


def taken_out(text: str) -> Iterator[Uncut]:
    """The same for all of them."""
    part: ast.expr
    for node in ast.walk(ast.parse(text)):
        cut = cut_by(node)
        match node:
            case ast.Call(func=ast.Name(id="float"), args=[value]) if not isinstance(
                value, ast.Constant
            ):
                cut = node.lineno, "float"
                part, words = node, f"({ast.unparse(value)})"
            case ast.Call(func=ast.Attribute(value=value), args=[]) | ast.Attribute(value=value):
                part, words = node, f"({ast.unparse(value)})"
            case ast.With(items=[ast.withitem(context_expr=part, optional_vars=None)]):
                words = "__import__('contextlib').nullcontext()"
            case _:
                continue
        if cut is not None:
            yield Uncut(*cut, spliced(text, part, words))
