"""Operands, operators, powers and roots."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Scope, text_of

OTHER_OPERATOR: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Div(),
    ast.Div: ast.Mult(),
}
OTHER_COMPARISON: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Is: ast.IsNot(),
    ast.IsNot: ast.Is(),
    ast.Lt: ast.LtE(),
    ast.LtE: ast.Lt(),
    ast.Gt: ast.GtE(),
    ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(),
    ast.NotEq: ast.Eq(),
    ast.In: ast.NotIn(),
    ast.NotIn: ast.In(),
}
EXPONENTS = ("-1", "0.5", "1", "2", "3")


def drop_operand(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A factor, a summand or a power forgotten: a scale, a residual, an eps."""
    match node:
        case ast.BinOp(left, ast.Add() | ast.Mult() | ast.Sub(), right):
            yield text_of(left)
            yield text_of(right)
        case ast.BinOp(left, ast.Div() | ast.Pow() | ast.FloorDiv(), _):
            yield text_of(left)


def swap_operator(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Plus for minus, times for divided by."""
    match node:
        case ast.BinOp(left, operator, right) if type(operator) in OTHER_OPERATOR:
            yield text_of(ast.BinOp(left, OTHER_OPERATOR[type(operator)], right))
        case ast.AugAssign(target, operator, value) if type(operator) in OTHER_OPERATOR:
            yield text_of(ast.AugAssign(target, OTHER_OPERATOR[type(operator)], value))


def swap_operands(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The two sides of what does not commute."""
    match node:
        case ast.BinOp(left, ast.Sub() | ast.Div() | ast.MatMult() as operator, right):
            yield text_of(ast.BinOp(right, operator, left))


def power(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Another exponent; the square of the sum for the sum of squares."""
    match node:
        case ast.BinOp(left, ast.Pow(), right):
            for exponent in EXPONENTS:
                if exponent != text_of(right):
                    yield f"({text_of(left)}) ** {exponent}"
        case ast.Call(ast.Attribute(value, "pow" | "square"), _):
            yield text_of(value)
            yield f"({text_of(value)}).abs()"


def root(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The root forgotten."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("torch" | "math"), "sqrt" | "rsqrt"), [value]):
            yield text_of(value)
        case ast.Call(ast.Attribute(value, "sqrt" | "rsqrt"), []):
            yield text_of(value)


def eps_place(node: ast.AST, scope: Scope) -> Iterator[str]:
    """An eps outside the root instead of under it, or the other way round, or as a lower bound."""
    match node:
        case ast.Call(
            ast.Attribute(ast.Name("torch"), "sqrt"), [ast.BinOp(inner, ast.Add(), eps)]
        ) | ast.Call(ast.Attribute(ast.BinOp(inner, ast.Add(), eps), "sqrt"), []):
            yield f"torch.sqrt({text_of(inner)}) + {text_of(eps)}"
            yield f"torch.sqrt(({text_of(inner)}).clamp_min({text_of(eps)}))"
        case ast.BinOp(ast.Call(ast.Attribute(inner, "sqrt"), []), ast.Add(), eps):
            yield f"({text_of(inner)} + {text_of(eps)}).sqrt()"
            yield f"({text_of(inner)}).sqrt().clamp_min({text_of(eps)})"


def negation(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A sign, a `~` or a `not` forgotten."""
    match node:
        case ast.UnaryOp(ast.USub(), ast.Constant()):
            return
        case ast.UnaryOp(ast.Invert() | ast.USub() | ast.Not(), operand):
            yield text_of(operand)


def comparison(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The other way round, or off at the border."""
    match node:
        case ast.Compare(left, [operator], [right]) if type(operator) in OTHER_COMPARISON:
            yield text_of(ast.Compare(left, [OTHER_COMPARISON[type(operator)]], [right]))
