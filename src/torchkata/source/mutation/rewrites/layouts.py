"""Axes that change places, spelled otherwise; heads that take their features otherwise."""

import ast

from torchkata.source.mutation.rewrites.facts import (
    Facts,
    called_layer,
    change_everywhere,
    expression,
    text_of,
)


def transpose_as_permute(tree: ast.Module, facts: Facts) -> int:
    """`.view(a, b, c, d).transpose(1, 2)` as a permutation of all axes."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(
                ast.Attribute(ast.Call(ast.Attribute(_, "view" | "reshape"), sizes), "transpose"),
                [ast.Constant(1), ast.Constant(2)],
            ) if len(sizes) == 4:
                assert isinstance(node, ast.Call)
                assert isinstance(node.func, ast.Attribute)
                return expression(f"{text_of(node.func.value)}.permute(0, 2, 1, 3)")
        return None

    return change_everywhere(tree, change)


def transpose_as_mt(tree: ast.Module, facts: Facts) -> int:
    """The last two axes exchanged by `.mT`."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(ast.Attribute(value, "transpose"), arguments):
                if {text_of(argument) for argument in arguments} == {"-1", "-2"}:
                    return expression(f"({text_of(value)}).mT")
        return None

    return change_everywhere(tree, change)


def transpose_as_swapaxes(tree: ast.Module, facts: Facts) -> int:
    """`swapaxes`, the axes named in the other order."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(ast.Attribute(value, "transpose"), [first, second]):
                pair = f"{text_of(second)}, {text_of(first)}"
                return expression(f"({text_of(value)}).swapaxes({pair})")
        return None

    return change_everywhere(tree, change)


def heads_dealt_out(tree: ast.Module, facts: Facts) -> int:
    """Features go to heads like cards, and come back so: the rows of all layers in another order.

    Only where a layer makes what is split and a layer reads what is merged, so that the order
    inside is the model's own business.
    """

    def split(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(
                ast.Attribute(ast.Call(ast.Attribute(value, "view"), [b, n, heads, width]), name),
                [ast.Constant(1), ast.Constant(2)],
            ) if name == "transpose":
                sizes = ", ".join(map(text_of, (b, n, width, heads)))
                return expression(f"{text_of(value)}.view({sizes}).permute(0, 3, 1, 2)")
        return None

    def merge(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(
                ast.Attribute(
                    ast.Call(ast.Attribute(value, "transpose"), [ast.Constant(1), ast.Constant(2)]),
                    "reshape",
                ),
                [b, n, width],
            ):
                sizes = ", ".join(map(text_of, (b, n, width)))
                return expression(f"{text_of(value)}.permute(0, 2, 3, 1).reshape({sizes})")
        return None

    if not any(called_layer(node) for node in ast.walk(tree)):
        return 0
    merged = change_everywhere(tree, merge)
    return merged + change_everywhere(tree, split) if merged else 0
