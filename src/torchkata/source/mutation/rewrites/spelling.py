"""The same operation in other words."""

import ast

from torchkata.source.mutation.rewrites.facts import (
    Facts,
    change_everywhere,
    expression,
    text_of,
)

METHODS = (
    "softmax exp sqrt tanh mean var sum amax logsumexp gather masked_fill transpose flatten square "
    "pow chunk squeeze tril cos"
).split()
FUNCTIONS = ("sqrt", "tanh", "exp", "cos", "softmax")
NAMESPACES = ("torch", "math", "F", "nn", "self")
SIGNATURES = {
    "nn.Linear": ("in_features", "out_features", "bias"),
    "nn.Dropout": ("p",),
    "nn.LayerNorm": ("normalized_shape", "eps"),
    "nn.Conv2d": ("in_channels", "out_channels", "kernel_size", "stride"),
}
AXIS_SECOND = ("softmax", "mean", "sum", "amax", "logsumexp", "flatten", "chunk", "cat")


def matmul_as_einsum(tree: ast.Module, facts: Facts) -> int:
    """`@` by einsum; a matrix on the right may meet a vector on the left."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.BinOp(left, ast.MatMult(), right):
                is_matrix = isinstance(right, ast.Attribute) and right.attr == "T"
                pattern = "...j,jk->...k" if is_matrix else "...ij,...jk->...ik"
                given = f"{text_of(left)}, {text_of(right)}"
                return expression(f"torch.einsum({pattern!r}, {given})")
        return None

    return change_everywhere(tree, change)


def matmul_as_function(tree: ast.Module, facts: Facts) -> int:
    """`torch.matmul` for `@`."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.BinOp(left, ast.MatMult(), right):
                return expression(f"torch.matmul({text_of(left)}, {text_of(right)})")
        return None

    return change_everywhere(tree, change)


def view_as_reshape(tree: ast.Module, facts: Facts) -> int:
    """`reshape` does all that `view` does."""
    return methods_renamed(tree, "view", "reshape")


def reshape_as_view(tree: ast.Module, facts: Facts) -> int:
    """`view` does what `reshape` does once memory is in one piece."""
    return methods_renamed(tree, "reshape", "contiguous().view")


def methods_renamed(tree: ast.Module, old: str, new: str) -> int:
    """Calls of one method become calls of another with the same arguments."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(ast.Attribute(value, name), arguments, keywords) if name == old:
                given = ", ".join(map(text_of, [*arguments, *keywords]))
                return expression(f"({text_of(value)}).{new}({given})")
        return None

    return change_everywhere(tree, change)


def methods_as_functions(tree: ast.Module, facts: Facts) -> int:
    """`torch.softmax(x, dim=-1)` for `x.softmax(dim=-1)`."""
    return as_functions(tree, METHODS, "torch")


def methods_as_functional(tree: ast.Module, facts: Facts) -> int:
    """`torch.nn.functional.softmax` for the method."""
    return as_functions(tree, ["softmax"], "torch.nn.functional")


def as_functions(tree: ast.Module, names: list[str], namespace: str) -> int:
    """Methods become functions of a namespace."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(ast.Attribute(value, name), arguments, keywords) if name in names:
                if text_of(value) in NAMESPACES:
                    return None
                given = ", ".join(map(text_of, [value, *arguments, *keywords]))
                return expression(f"{namespace}.{name}({given})")
        return None

    return change_everywhere(tree, change)


def functions_as_methods(tree: ast.Module, facts: Facts) -> int:
    """`x.sqrt()` for `torch.sqrt(x)`."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(ast.Attribute(ast.Name("torch"), name), [value, *rest], keywords):
                if name in FUNCTIONS:
                    given = ", ".join(map(text_of, [*rest, *keywords]))
                    return expression(f"({text_of(value)}).{name}({given})")
        return None

    return change_everywhere(tree, change)


def fill_as_where(tree: ast.Module, facts: Facts) -> int:
    """`torch.where` for `masked_fill`."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(ast.Attribute(value, "masked_fill"), [mask, fill], []):
                given = ", ".join(map(text_of, (mask, fill, value)))
                return expression(f"torch.where({given})")
        return None

    return change_everywhere(tree, change)


def keywords_as_positions(tree: ast.Module, facts: Facts) -> int:
    """`softmax(-1)` for `softmax(dim=-1)`."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(ast.Attribute(_, name) as called, arguments, [keyword]):
                if keyword.arg in ("dim", "start_dim") and name in AXIS_SECOND:
                    return ast.Call(called, [*arguments, keyword.value], [])
        return None

    return change_everywhere(tree, change)


def positions_as_keywords(tree: ast.Module, facts: Facts) -> int:
    """Arguments of layers by their names."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(called, arguments, keywords) if arguments:
                names = SIGNATURES.get(text_of(called), ())
                if len(arguments) > len(names):
                    return None
                named = [ast.keyword(n, a) for n, a in zip(names, arguments, strict=False)]
                return ast.Call(called, [], [*named, *keywords])
        return None

    return change_everywhere(tree, change)


def power_as_division(tree: ast.Module, facts: Facts) -> int:
    """`x / d ** 0.5` for `x * d ** -0.5`."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.BinOp(left, ast.Mult(), ast.BinOp(base, ast.Pow(), power)):
                if text_of(power) == "-0.5":
                    return expression(f"({text_of(left)}) / ({text_of(base)}) ** 0.5")
        return None

    return change_everywhere(tree, change)


def operands_exchanged(tree: ast.Module, facts: Facts) -> int:
    """`b + a` for `a + b`, `b * a` for `a * b`."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.BinOp(left, ast.Add() | ast.Mult() as operator, right):
                kinds = ast.List | ast.Tuple | ast.JoinedStr
                if not isinstance(left, kinds) and not isinstance(right, kinds):
                    return ast.BinOp(right, operator, left)
        return None

    return change_everywhere(tree, change)
