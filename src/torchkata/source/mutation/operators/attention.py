"""Heads, masks, and copies of tokens or heads."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Scope, text_of

FILLS = ("-1e9", "-1e4", "-100.0", "-10.0", "0.0", "float('inf')")


def mask_value(node: ast.AST, scope: Scope) -> Iterator[str]:
    """What a hidden score becomes: not quite minus infinity, or not at all."""
    if isinstance(node, ast.Call) and text_of(node) == "float('-inf')":
        yield from FILLS


def mask_axes(node: ast.AST, scope: Scope) -> Iterator[str]:
    """New axes of size 1 in other places."""
    match node:
        case ast.Subscript(value, ast.Tuple(axes)) if any(map(_is_new_axis, axes)):
            kept = [axis for axis in axes if not _is_new_axis(axis)]
            for order in _mixed(len(axes), len(kept)):
                pieces = iter(kept)
                parts = ["None" if new else text_of(next(pieces)) for new in order]
                yield f"{text_of(value)}[{', '.join(parts)}]"


def triangle(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The other triangle, one diagonal more or less, the corner at the wrong end."""
    match node:
        case ast.Call(ast.Attribute(value, "tril" | "triu" as half), []):
            base = text_of(value)
            yield f"{base}.{'triu' if half == 'tril' else 'tril'}()"
            yield f"{base}.{half}(1)"
            yield f"{base}.{half}(-1)"
            yield base
        case ast.Subscript(value, ast.Tuple([ast.Slice(None, rows), ast.Slice(None, columns)])):
            if rows is not None and columns is not None:
                base, row, column = text_of(value), text_of(rows), text_of(columns)
                yield f"{base}[-{row}:, -{column}:]"
                yield f"{base}[:{row}, :{column}].T"


def head_layout(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Features dealt out to heads like cards, instead of in neighbouring blocks."""
    match node:
        case ast.Call(
            ast.Attribute(
                ast.Call(ast.Attribute(value, "view" | "reshape"), [batch, length, heads, width]),
                "transpose",
            ),
            [ast.Constant(1), ast.Constant(2)],
        ):
            sizes = ", ".join(map(text_of, (batch, length, width, heads)))
            yield f"{text_of(value)}.reshape({sizes}).permute(0, 3, 1, 2)"


def view_for_transpose(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The right shape in the wrong order: a view where axes have to change places."""
    match node:
        case ast.Call(ast.Attribute(value, "transpose" | "permute"), arguments) if arguments:
            yield f"({text_of(value)}).reshape(({text_of(node)}).shape)"
        case ast.Call(
            ast.Attribute(ast.Call(ast.Attribute(value, "transpose"), _), "reshape" | "view"), sizes
        ):
            yield f"{text_of(value)}.reshape({', '.join(map(text_of, sizes))})"


def repeat(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Copies one after the other instead of side by side, and the other way round."""
    match node:
        case ast.Call(ast.Attribute(value, "expand"), sizes):
            times = ["1" if text_of(size) == "-1" else text_of(size) for size in sizes]
            yield f"{text_of(value)}.repeat({', '.join(times)})"
        case ast.Call(ast.Attribute(value, "repeat_interleave"), [times_, *_], [keyword]):
            axis = text_of(keyword.value)
            copies = f"[{text_of(value)}] * {text_of(times_)}"
            yield f"torch.cat({copies}, dim={axis})"


def _is_new_axis(axis: ast.expr) -> bool:
    return isinstance(axis, ast.Constant) and axis.value is None


def _mixed(total: int, kept: int) -> Iterator[tuple[bool, ...]]:
    """Every way to place the new axes among the kept ones: True for a new one."""
    if total == 0:
        yield ()
        return
    if kept < total:
        yield from ((True, *rest) for rest in _mixed(total - 1, kept))
    if kept:
        yield from ((False, *rest) for rest in _mixed(total - 1, kept - 1))
