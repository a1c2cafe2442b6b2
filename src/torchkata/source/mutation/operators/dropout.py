"""Dropout: whether, where, how much, and when."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Scope, text_of

RATES = ("nn.Dropout()", "nn.Dropout(0.2)", "nn.Identity()")


def dropout(node: ast.AST, scope: Scope) -> Iterator[str]:
    """None, twice, of a fixed rate, or in eval mode too."""
    if not is_dropout(node):
        return
    assert isinstance(node, ast.Call)
    inner = text_of(node.args[0])
    yield inner
    yield f"{text_of(node.func)}({text_of(node)})"
    yield f"nn.functional.dropout({inner}, 0.1)"
    yield f"nn.functional.dropout({inner}, 0.1, self.training)"


def rate(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A dropout of another rate."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("nn"), "Dropout"), arguments):
            yield from RATES
            if arguments:
                yield f"nn.Dropout(1 - {text_of(arguments[0])})"
                yield f"nn.Dropout2d({text_of(arguments[0])})"


def place(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Before what it follows, or on one operand only."""
    if not is_dropout(node):
        return
    assert isinstance(node, ast.Call)
    drop = text_of(node.func)
    match node.args[0]:
        case ast.Call(ast.Attribute(value, name), arguments, keywords) if name == "softmax":
            moved = ast.Attribute(ast.parse(f"{drop}({text_of(value)})", mode="eval").body, name)
            yield text_of(ast.Call(moved, arguments, keywords))
        case ast.Call(called, [first], []):
            yield f"{text_of(called)}({drop}({text_of(first)}))"
        case ast.BinOp(left, operator, right):
            before = ast.parse(f"{drop}({text_of(left)})", mode="eval").body
            yield text_of(ast.BinOp(before, operator, right))
            after = ast.parse(f"{drop}({text_of(right)})", mode="eval").body
            yield text_of(ast.BinOp(left, operator, after))


def train_mode(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Always as in training, never, or the wrong way round."""
    match node:
        case ast.Attribute(ast.Name("self"), "training"):
            yield "True"
            yield "False"
            yield "not self.training"


def is_dropout(node: ast.AST) -> bool:
    """Whether a node applies a dropout layer of the model."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("self"), name), [_]):
            return "drop" in name
    return False
