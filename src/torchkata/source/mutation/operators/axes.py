"""Axes: which one, in which order, how much of it."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.operators.constants import number
from torchkata.source.mutation.scope import Scope, text_of

PAIRS = (("0", "1"), ("1", "2"), ("2", "3"), ("1", "-1"), ("-2", "-1"))
LAST_TWO = ("-2", "-1")
AXES = ("0", "1", "2", "-1", "-2")
AXIS_SETS = ("(0, 2, 3)", "(2, 3)", "(0, 1)", "(1, 2, 3)", "(0, 2)", "(0, 3)", "0", "1")
AXIS_KEYWORDS = ("dim", "axis", "start_dim", "end_dim")
LAST_IS_AXIS = (
    "softmax log_softmax mean sum var std amax amin cumsum flatten squeeze unsqueeze chunk split "
    "logsumexp select narrow flip"
).split()


def transpose(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Not transposed, or the wrong pair of axes."""
    match node:
        case ast.Call(ast.Attribute(value, "transpose" | "swapaxes" as name), [first, second]):
            yield text_of(value)
            own = (text_of(first), text_of(second))
            for pair in PAIRS:
                is_same = pair == own or (own == LAST_TWO and pair == ("2", "3"))
                if not is_same:
                    yield f"({text_of(value)}).{name}({', '.join(pair)})"
        case ast.Attribute(value, "T" | "mT"):
            yield text_of(value)


def dim(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A reduction, a softmax, a chunk or a join along the wrong axis."""
    match scope.parent:
        case ast.keyword(arg) if arg in AXIS_KEYWORDS:
            yield from _other_axes(node)
        case ast.Call(ast.Attribute(_, name), [*_, last]) if last is node and name in LAST_IS_AXIS:
            yield from _other_axes(node)
        case ast.Call(ast.Attribute(ast.Name("torch"), "cat" | "stack"), [_, axis]) if axis is node:
            yield from _other_axes(node)


def slice_bound(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A slice that begins or ends one too early or too late."""
    match node, scope.parent:
        case ast.Name(name), ast.Slice(lower, upper, _) if node in (lower, upper):
            yield f"{name} - 1"
            yield f"{name} + 1"
        case ast.Slice(None, upper, None), _ if upper is not None:
            yield f"1:{text_of(upper)}"


def unpack_order(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Two of several unpacked values exchanged."""
    match node, scope.parent:
        case ast.Tuple(elements, ast.Store()), ast.Assign() if len(elements) > 1:
            names = [text_of(element) for element in elements]
            for i in range(len(names)):
                for j in range(i + 1, len(names)):
                    swapped = list(names)
                    swapped[i], swapped[j] = swapped[j], swapped[i]
                    yield ", ".join(swapped)


def list_order(node: ast.AST, scope: Scope) -> Iterator[str]:
    """What is joined, in the reverse order."""
    match node, scope.parent:
        case ast.List(elements) | ast.Tuple(elements), ast.Call(ast.Attribute(_, name)):
            if name in ("cat", "stack", "concat") and len(elements) > 1:
                yield f"[{', '.join(text_of(element) for element in reversed(elements))}]"


def squeeze(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Every axis of size 1 dropped instead of one, or none."""
    match node:
        case ast.Call(ast.Attribute(value, "squeeze"), [_]):
            yield f"{text_of(value)}.squeeze()"
            yield text_of(value)
        case ast.Return(ast.expr() as value) if scope.function:
            yield f"return ({text_of(value)}).squeeze()"


def contiguous(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A view of what may not lie in one piece."""
    match node:
        case ast.Call(ast.Attribute(value, "contiguous"), []):
            yield text_of(value)
        case ast.Call(ast.Attribute(value, "reshape"), sizes) if sizes:
            yield f"{text_of(value)}.view({', '.join(map(text_of, sizes))})"
        case ast.Call(ast.Attribute(value, "flatten"), _, [ast.keyword("start_dim", start)]):
            kept = f"*{text_of(value)}.shape[:{text_of(start)}]"
            yield f"{text_of(value)}.view({kept}, -1)"


def _other_axes(node: ast.AST) -> Iterator[str]:
    own = text_of(node)
    if isinstance(node, ast.Tuple):
        yield from (axes for axes in AXIS_SETS if axes != own)
    elif number(node) is not None:
        yield from (axis for axis in AXES if axis != own)
