"""Where in a file a node stands, and what is known there."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
Frames = tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The surroundings of a node."""

    parent: ast.AST
    function: Function | None  # the innermost one around it
    cls: ast.ClassDef | None
    siblings: tuple[ast.stmt, ...] = ()  # for a statement: its block
    names: tuple[str, ...] = ()  # parameters and locals that are bound above, in order

    def is_in(self, target: str) -> bool:
        """Whether it is part of the class or function of this name."""
        return any(part is not None and part.name == target for part in (self.cls, self.function))

    @property
    def in_init(self) -> bool:
        """Whether it is part of a constructor."""
        return self.function is not None and self.function.name == "__init__"


@dataclass(frozen=True, slots=True)
class Exchange:
    """Two places that change together."""

    first: ast.AST
    first_text: str
    second: ast.AST  # further down in the file
    second_text: str


Replacement = str | Exchange


def text_of(node: ast.AST) -> str:
    """A node as one line of Python."""
    return ast.unparse(node)


def places(tree: ast.Module) -> Iterator[tuple[ast.AST, Scope]]:
    """Every node that a learner could get wrong, in the order of the file.

    Left out are docstrings, annotations, imports, `super().__init__()`, guards that only raise,
    and f-strings: none of them is part of the function that is computed.
    """
    yield from _below(tree, Scope(tree, None, None))


def _below(node: ast.AST, scope: Scope) -> Iterator[tuple[ast.AST, Scope]]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "type_params", "bases", "ctx"):
            continue
        children = value if isinstance(value, list) else [value]
        block = tuple(child for child in children if isinstance(child, ast.stmt))
        for child in children:
            if isinstance(child, ast.AST) and not _is_left_out(child):
                names = _bound_above(scope.function, child) if scope.function else ()
                here = Scope(node, scope.function, scope.cls, block, names)
                yield child, here
                inner = _shape_of_parameter(child)
                yield from _below(inner or child, _entered(inner or child, here))


def _shape_of_parameter(node: ast.AST) -> ast.AST | None:
    """In `nn.Parameter(torch.randn(n, m) * scale)` the call of randn.

    How a parameter is filled at first is no part of the function; its shape is.
    """
    match node:
        case ast.Call(ast.Attribute(ast.Name("nn"), "Parameter"), [value]):
            while isinstance(value, ast.BinOp):
                value = value.left
            return value
    return None


def _entered(node: ast.AST, scope: Scope) -> Scope:
    """The scope of what is inside a node."""
    if isinstance(node, ast.ClassDef):
        return Scope(node, None, node)
    if isinstance(node, Function):
        return Scope(node, node, scope.cls)
    return scope


def _is_left_out(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Raise() | ast.Assert() | ast.JoinedStr():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name("super"))))):
            return True
        case ast.If(body=[ast.Raise()], orelse=[]):
            return True
    return False


def _bound_above(function: Function, node: ast.AST) -> tuple[str, ...]:
    """Parameters but self, then the names assigned on lines above the node's."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    names = [argument.arg for argument in every if argument.arg != "self"]
    line = getattr(node, "lineno", 0)
    for inner in ast.walk(function):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store) and inner.lineno < line:
            names.append(inner.id)
    return tuple(dict.fromkeys(names))
