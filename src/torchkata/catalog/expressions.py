"""Whole-number expressions over a kata's symbols, e.g. `n_heads * head_dim`."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from torchkata.contracts import KataError

MAX_LENGTH = 200  # characters
MAX_BITS = 64  # of any value on the way
ALPHABET = re.compile(r"[A-Za-z0-9_+\-*/%() ]*")
NUMBER_RUNS_INTO_WORD = re.compile(r"\b[0-9]+[A-Za-z_]")
OPERATORS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
HINT = "write whole numbers and symbols of [sizes], joined by + - * // % ** and parentheses"


def evaluate(expression: str, sizes: Mapping[str, int]) -> int:
    """The value of `expression` where each symbol is what `sizes` says.

    Raises KataError for anything but a whole-number expression, an unknown symbol, a division by
    zero, a negative exponent or a number beyond 64 bits.
    """
    return _value(_parsed(expression), expression, sizes)


def symbols(expression: str) -> tuple[str, ...]:
    """The names in `expression`, each once, in the order of reading; KataError if it is none."""
    tree = _parsed(expression)
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return tuple(dict.fromkeys(names))


@lru_cache(maxsize=1024)  # a kata says the same few axes over and over
def _parsed(expression: str) -> ast.expr:
    if len(expression) > MAX_LENGTH:
        raise KataError(f"an expression of {len(expression)} characters is too long", hint=HINT)
    if not ALPHABET.fullmatch(expression) or NUMBER_RUNS_INTO_WORD.search(expression):
        raise _not_an_expression(expression)
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _not_an_expression(expression) from None
    _require_arithmetic(tree, expression)
    return tree


def _require_arithmetic(node: ast.expr, expression: str) -> None:
    match node:
        case ast.Name():
            return
        case ast.Constant(value=value) if type(value) is int:
            return
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _require_arithmetic(operand, expression)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            _require_arithmetic(left, expression)
            _require_arithmetic(right, expression)
        case _:
            raise _not_an_expression(expression)


def _value(node: ast.expr, expression: str, sizes: Mapping[str, int]) -> int:
    match node:
        case ast.Name(id=name):
            if name not in sizes:
                raise KataError(f'unknown symbol "{name}" in "{expression}"', hint=HINT)
            return sizes[name]
        case ast.UnaryOp(op=op, operand=operand):
            value = _value(operand, expression, sizes)
            return -value if isinstance(op, ast.USub) else value
        case ast.BinOp(left=left, op=op, right=right):
            left_value = _value(left, expression, sizes)
            right_value = _value(right, expression, sizes)
            return _applied(op, left_value, right_value, expression)
        case ast.Constant(value=int(value)):
            return _bounded(value, expression)
    raise _not_an_expression(expression)


def _applied(op: ast.operator, left: int, right: int, expression: str) -> int:
    if isinstance(op, ast.FloorDiv | ast.Mod) and right == 0:
        raise KataError(f'"{expression}" divides by zero', hint="check the sizes it is given")
    if isinstance(op, ast.Pow):
        if right < 0:
            raise KataError(f'"{expression}" has a negative exponent ({right})', hint=HINT)
        if abs(left) > 1 and left.bit_length() * right > 2 * MAX_BITS:
            raise _too_large(expression)
    return _bounded(OPERATORS[type(op)](left, right), expression)


def _bounded(value: int, expression: str) -> int:
    if value.bit_length() > MAX_BITS:
        raise _too_large(expression)
    return value


def _too_large(expression: str) -> KataError:
    return KataError(f'"{expression}" is beyond {MAX_BITS} bits', hint="use smaller sizes")


def _not_an_expression(expression: str) -> KataError:
    return KataError(f'"{expression}" is not a whole-number expression', hint=HINT)
