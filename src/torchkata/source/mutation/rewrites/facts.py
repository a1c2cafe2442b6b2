"""What rewrites know of a kata, and how they find and change what they rewrite."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Function = ast.FunctionDef | ast.AsyncFunctionDef
Change = Callable[[ast.expr], ast.expr | None]


@dataclass(frozen=True, slots=True)
class Facts:
    """The target's name, and the attributes whose names are fixed."""

    target: str
    fixed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layer:
    """`self.NAME = nn.KIND(...)` in a constructor."""

    name: str
    kind: str
    call: ast.Call
    statement: ast.Assign


def expression(text: str) -> ast.expr:
    """The tree of an expression."""
    return ast.parse(text, mode="eval").body


def statements(text: str) -> list[ast.stmt]:
    """The trees of some statements."""
    return ast.parse(text).body


def text_of(node: ast.AST) -> str:
    """A node as Python."""
    return ast.unparse(node)


def change_everywhere(tree: ast.AST, change: Change) -> int:
    """Replace each expression for which `change` gives another, innermost first."""
    changer = Changer(change)
    changer.visit(tree)
    return changer.count


class Changer(ast.NodeTransformer):
    """Applies a change to every expression but annotations."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.count = 0

    def visit(self, node: ast.AST) -> ast.AST:
        """Children first; patterns that were just made are not looked at again."""
        if isinstance(node, ast.JoinedStr):
            return node
        for field, value in ast.iter_fields(node):
            if field in ("annotation", "returns"):
                continue
            if isinstance(value, list):
                value[:] = [self.visit(v) if isinstance(v, ast.AST) else v for v in value]
            elif isinstance(value, ast.AST):
                setattr(node, field, self.visit(value))
        changed = self.change(node) if isinstance(node, ast.expr) else None
        if changed is None:
            return node
        self.count += 1
        return changed


def modules(tree: ast.Module) -> Iterator[ast.ClassDef]:
    """The classes that have a constructor."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and constructor(node) is not None:
            yield node


def constructor(cls: ast.ClassDef) -> Function | None:
    """`__init__`."""
    return next((f for f in functions(cls) if f.name == "__init__"), None)


def functions(node: ast.Module | ast.ClassDef) -> Iterator[Function]:
    """Functions directly inside."""
    yield from (child for child in node.body if isinstance(child, Function))


def every_function(tree: ast.Module) -> Iterator[Function]:
    """Functions and methods."""
    yield from (node for node in ast.walk(tree) if isinstance(node, Function))


def layers(cls: ast.ClassDef, kind: str) -> list[Layer]:
    """The layers of one kind, in the order of their registration."""
    made = constructor(cls)
    found = []
    for statement in made.body if made is not None else []:
        match statement:
            case ast.Assign(
                [ast.Attribute(ast.Name("self"), name)],
                ast.Call(ast.Attribute(ast.Name("nn"), called)) as call,
            ) if called == kind:
                found.append(Layer(name, kind, call, statement))
    return found


def argument(call: ast.Call, place: int, name: str, default: str) -> str:
    """An argument of a call as text, given by position or by name."""
    if len(call.args) > place:
        return text_of(call.args[place])
    return next((text_of(k.value) for k in call.keywords if k.arg == name), default)


def called_layer(node: ast.AST) -> tuple[str, ast.expr] | None:
    """Name and input of `self.NAME(x)`."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("self"), name), [given], []):
            return name, given
    return None


def is_called_only(cls: ast.ClassDef, name: str) -> bool:
    """Whether a layer is built once and otherwise only called."""
    uses = [n for n in ast.walk(cls) if isinstance(n, ast.Attribute) and n.attr == name]
    calls = [n for n in ast.walk(cls) if (c := called_layer(n)) is not None and c[0] == name]
    return len(calls) >= 1 and len(uses) == len(calls) + 1
