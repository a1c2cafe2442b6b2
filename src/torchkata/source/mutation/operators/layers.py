"""Layers: their bias, the activation, the norm, and what torch knows of them."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Scope, text_of

WITH_BIAS = ("nn.Linear", "nn.Conv1d", "nn.Conv2d", "nn.Conv3d", "nn.LayerNorm")
ACTIVATIONS = {
    "nn.GELU": ("nn.GELU(approximate='tanh')", "nn.ReLU()", "nn.SiLU()", "nn.Identity()"),
    "nn.SiLU": ("nn.GELU()", "nn.ReLU()", "nn.Sigmoid()", "nn.Identity()"),
    "nn.ReLU": ("nn.GELU()", "nn.LeakyReLU()", "nn.Identity()"),
    "nn.Tanh": ("nn.Sigmoid()", "nn.ReLU()"),
}
FUNCTIONS = {
    "F.gelu": ("F.relu", "F.silu"),
    "F.silu": ("F.gelu", "F.relu", "torch.sigmoid"),
    "F.relu": ("F.gelu", "F.leaky_relu"),
}
NORMS = {"nn.LayerNorm": "nn.RMSNorm", "nn.RMSNorm": "nn.LayerNorm"}


def bias(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A bias where there is none, none where there is one."""
    match node:
        case ast.Call(called, arguments, keywords) if text_of(called) in WITH_BIAS:
            kept = [keyword for keyword in keywords if keyword.arg != "bias"]
            for value in (True, False) if len(kept) < len(keywords) else (False,):
                keyword = ast.keyword("bias", ast.Constant(value))
                yield text_of(ast.Call(called, arguments, [*kept, keyword]))


def activation(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Another activation, the other form of the same one, or none."""
    match node:
        case ast.Call(called, arguments, keywords):
            name = text_of(called)
            yield from ACTIVATIONS.get(name, ())
            for other in FUNCTIONS.get(name, ()):
                yield text_of(ast.Call(ast.parse(other, mode="eval").body, arguments, keywords))


def norm(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Another norm, another eps, or none."""
    match node:
        case ast.Call(called, arguments, keywords) if text_of(called) in NORMS:
            first = text_of(arguments[0]) if arguments else ""
            kept = [text_of(k) for k in keywords if k.arg == "eps"]
            yield f"{NORMS[text_of(called)]}({', '.join([first, *kept])})"
            yield "nn.Identity()"
            others = [text_of(k) for k in keywords if k.arg != "eps"]
            yield f"{text_of(called)}({', '.join([first, 'eps=1e-6', *others])})"


def norm_place(node: ast.AST, scope: Scope) -> Iterator[str]:
    """`norm(x + f(x))`, or `norm(x) + f(norm(x))`, for `x + f(norm(x))`."""
    match node:
        case ast.BinOp(ast.Name(stream), ast.Add(), ast.Call(_, [ast.Call(inner, [argument])])):
            if text_of(argument) == stream and text_of(inner).startswith("self."):
                branch = text_of(node.right)
                normed = f"{text_of(inner)}({stream})"
                yield f"{text_of(inner)}({stream} + {branch.replace(normed, stream)})"
                yield f"{normed} + {branch}"
                yield f"{stream} + {text_of(inner)}({branch.replace(normed, stream)})"


def registration(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A parameter or a buffer that torch does not know of, or one taken for the other."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("nn"), "Parameter"), [value]):
            yield text_of(value)
            yield f"nn.Parameter({text_of(value)}, requires_grad=False)"
        case ast.Expr(
            ast.Call(
                ast.Attribute(ast.Name("self"), "register_buffer"),
                [ast.Constant(str(name)), value],
            )
        ):
            yield f"self.{name} = {text_of(value)}"
            yield f"self.{name} = nn.Parameter({text_of(value)})"
            yield f"self.{name} = [{text_of(value)}]"
