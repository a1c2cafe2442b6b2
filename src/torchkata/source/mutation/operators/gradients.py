"""Gradients cut off, and values changed under them."""

import ast
from collections.abc import Iterator

from torchkata.source.mutation.scope import Scope, text_of

NOT_TENSORS = ("shape", "size", "len", "math", "nn.", "//", "head_dim", "n_head", "%")


def detach(node: ast.AST, scope: Scope) -> Iterator[str]:
    """A value that passes no gradient on."""
    if scope.function is None or scope.in_init:
        return
    match node:
        case ast.Assign([ast.Name()], ast.UnaryOp(ast.Invert())):
            return
        case ast.Assign([ast.Name(name)], value) if not _is_number(value):
            yield f"{name} = ({text_of(value)}).detach()"
        case ast.Return(ast.expr() as value) if not _is_number(value):
            yield f"return ({text_of(value)}).detach()"
        case ast.Call(ast.Attribute(ast.Name("self"), name), [_]) if "buffer" not in name:
            yield f"{text_of(node)}.detach()"
        case ast.Call(ast.Attribute(value, "detach"), []):
            yield text_of(value)


def data(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The values of a parameter without its history."""
    match node:
        case ast.Attribute(ast.Name("self"), name, ast.Load()) if name in parameters(scope.cls):
            if not scope.in_init:
                yield f"self.{name}.data"


def in_place(node: ast.AST, scope: Scope) -> Iterator[str]:
    """The input or the residual stream changed where it stands."""
    match node:
        case ast.Assign(_, ast.BinOp(_, ast.MatMult())) | ast.Return(ast.BinOp(_, ast.MatMult())):
            return  # `@=` makes a new tensor
        case ast.Assign([ast.Name(name)], ast.BinOp(ast.Name(left), operator, right)):
            changed = text_of(ast.AugAssign(ast.Name(left, ast.Store()), operator, right))
            yield changed if name == left else f"{changed}\n{name} = {left}"
        case ast.Return(ast.BinOp(ast.Name(left), operator, right)):
            changed = text_of(ast.AugAssign(ast.Name(left, ast.Store()), operator, right))
            yield f"{changed}\nreturn {left}"
        case ast.Call(ast.Attribute(value, "masked_fill" | "exp" | "sqrt" as name), _, _):
            if text_of(value) not in ("torch", "math"):
                yield text_of(node).replace(f".{name}(", f".{name}_(")


def no_grad(node: ast.AST, scope: Scope) -> Iterator[str]:
    """Gradients recorded where none are wanted."""
    if isinstance(node, ast.Call) and text_of(node) in (
        "torch.no_grad()",
        "torch.inference_mode()",
    ):
        yield "torch.enable_grad()"


def parameters(cls: ast.ClassDef | None) -> set[str]:
    """Attributes that a class makes parameters."""
    found = set()
    for node in ast.walk(cls) if cls else ():
        match node:
            case ast.Assign([ast.Attribute(ast.Name("self"), name)], value):
                if "nn.Parameter(" in text_of(value):
                    found.add(name)
    return found


def _is_number(value: ast.expr) -> bool:
    return any(part in text_of(value) for part in NOT_TENSORS) and "self.to" not in text_of(value)
