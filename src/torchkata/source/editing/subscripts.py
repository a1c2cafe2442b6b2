"""Subscripts otherwise: new axes in other places, slices with other ends."""

import ast
from collections.abc import Iterator
from itertools import permutations

from torchkata.source.editing.nodes import Others, is_none


def subscripts(node: ast.Subscript) -> Others:
    """New axes in other places, a slice with one end less or the other end."""
    index = node.slice
    if isinstance(index, ast.Tuple) and any(is_none(part) for part in index.elts):
        for order in dict.fromkeys(
            permutations([None if is_none(e) else i for i, e in enumerate(index.elts)])
        ):
            rest = [i for i in order if i is not None]
            if rest == sorted(rest):
                elements = [ast.Constant(None) if i is None else index.elts[i] for i in order]
                yield 0, ast.Subscript(node.value, ast.Tuple(elements, ast.Load()), ast.Load())
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    for place, part in enumerate(parts):
        for other in sliced(part):
            elements = [*parts[:place], other, *parts[place + 1 :]]
            new = ast.Tuple(elements, ast.Load()) if isinstance(index, ast.Tuple) else other
            yield 1, ast.Subscript(node.value, new, ast.Load())
    yield 2, node.value


def sliced(part: ast.expr) -> Iterator[ast.expr]:
    """Other slices for a slice."""
    if not isinstance(part, ast.Slice):
        return
    low, high, step = part.lower, part.upper, part.step
    yield ast.Slice(high, low, step)
    one = ast.Constant(1)
    for end in (low, high):
        if end is None:
            continue
        for operator in (ast.Add(), ast.Sub()):
            moved = ast.BinOp(end, operator, one)
            lows = moved if end is low else low
            yield ast.Slice(lows, high if end is low else moved, step)
    yield ast.Slice(low, None, step)
    yield ast.Slice(None, high, step)
    yield ast.Slice(one, high, step)
    yield ast.Slice(low, ast.UnaryOp(ast.USub(), one), step)
