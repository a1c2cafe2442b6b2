"""Calls: the wrong function, the wrong arguments, or none at all."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Scope, text_of

OTHERS = {
    "mean": ("sum", "amax"),
    "sum": ("mean",),
    "amax": ("amin", "mean"),
    "var": ("std",),
    "exp": ("expm1", "sigmoid"),
    "softmax": ("log_softmax", "sigmoid"),
    "log_softmax": ("softmax",),
    "logsumexp": ("sum", "amax"),
    "cos": ("sin", "cosh"),
    "sin": ("cos",),
    "tanh": ("sigmoid", "relu", "sin"),
    "sigmoid": ("tanh",),
    "sqrt": ("rsqrt",),
    "rsqrt": ("sqrt",),
    "square": ("abs",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "zeros_like": ("ones_like",),
    "ones_like": ("zeros_like",),
    "randn": ("ones",),
}
KEPT_KEYWORDS = ("dtype", "device")
NOT_CALLS_OF_LAYERS = ("register_buffer", "register_parameter")


def keyword_dropped(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A named argument left to its default."""
    match node:
        case ast.Call(called, arguments, keywords):
            for dropped in keywords:
                kept = [keyword for keyword in keywords if keyword is not dropped]
                if dropped.arg != "persistent":
                    yield text_of(ast.Call(called, arguments, kept))


def swap_arguments(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Two neighbouring arguments exchanged: sizes of a layer or a view, operands of a where."""
    match node:
        case ast.Call(ast.Attribute(_, "transpose" | "swapaxes")):
            return  # the same either way
        case ast.Call(called, [_, _, *_] as arguments, keywords):
            for place in range(len(arguments) - 1):
                swapped = list(arguments)
                swapped[place : place + 2] = reversed(arguments[place : place + 2])
                yield text_of(ast.Call(called, swapped, keywords))


def function(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The neighbour of the function that is meant: a sum for a mean, log_softmax for softmax."""
    match node:
        case ast.Call(ast.Attribute(value, name), arguments, keywords) if name in OTHERS:
            for other in OTHERS[name]:
                called = ast.Attribute(value, other)
                yield text_of(ast.Call(called, arguments, keywords))
                if keywords and other in ("sigmoid", "softmax"):
                    yield text_of(ast.Call(called, arguments, []))


def unstable(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The same on paper, not in floating point."""
    match node:
        case ast.Call(ast.Attribute(value, "logsumexp"), arguments, keywords):
            given = [*map(text_of, arguments), *map(text_of, keywords)]
            yield f"{text_of(value)}.exp().sum({', '.join(given)}).log()"
        case ast.Call(ast.Attribute(value, "amax"), _, _):
            yield f"{text_of(value)}.max()"


def call_dropped(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A layer or an elementwise function left out."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("self"), name), [first, *_]):
            if name not in NOT_CALLS_OF_LAYERS:
                yield text_of(first)
        case ast.Call(ast.Attribute(ast.Name("torch" | "F" | "math"), name), [first], []):
            if name not in ("cat", "stack", "zeros", "ones", "randn"):
                yield text_of(first)
        case ast.Call(ast.Attribute(value, "clamp" | "clamp_min" | "clamp_max"), _, _):
            yield text_of(value)
        case ast.Call(ast.Attribute(value, "exp" | "log" | "tanh" | "masked_fill" | "cos"), _, _):
            if text_of(value) not in ("torch", "math", "F"):
                yield text_of(value)


def loop_range(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A loop that begins late, ends early or goes on."""
    match node:
        case ast.Call(ast.Name("range"), [stop], []):
            end = text_of(stop)
            yield f"range({end} - 1)"
            yield f"range({end} + 1)"
            yield f"range(1, {end})"
            yield f"range(1, {end} + 1)"
            yield f"reversed(range({end}))"


def branch(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Only ever one of two ways."""
    if isinstance(scope.parent, ast.If) and scope.parent.test is node:
        yield "True"
        yield "False"
    match node:
        case ast.IfExp(_, body, orelse):
            yield text_of(body)
            yield text_of(orelse)
