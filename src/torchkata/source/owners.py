"""Which class of a file gives an attribute its value, by the way that leads there."""

import ast
from collections.abc import Iterable, Iterator

REGISTERS = ("register_buffer", "register_parameter")


def attribute_line(tree: ast.Module, path: str) -> int | None:
    """The first line on which the last part of `blocks.0.taps` gets its value.

    Where several classes have one of that name, it is the class that is made where the part before
    it gets its value. What no class of the file sets is looked for in the part that holds it.
    """
    parts = [part.partition("[")[0] for part in path.split(".")]
    names = [part for part in parts if part.isidentifier()]
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    while names:
        *above, name = names
        lines = [line for owner in owners(classes, above, name) for line, _ in made(owner, name)]
        if lines:
            return min(lines)
        names = above
    return None


def owners(classes: list[ast.ClassDef], above: list[str], name: str) -> list[ast.ClassDef]:
    """The classes that may be meant by an attribute of that name below others."""
    having = [cls for cls in classes if any(made(cls, name))]
    if len(having) < 2 or not above:
        return having
    known = {cls.name: cls for cls in classes}
    called = [
        known[call]
        for holder in owners(classes, above[:-1], above[-1])
        for _, statement in made(holder, above[-1])
        for call in called_in(statement)
        if call in known
    ]
    return [cls for cls in having if cls in called] or having


def family(cls: ast.ClassDef, tree: ast.Module) -> list[ast.ClassDef]:
    """A class with those of its file that it inherits from, or that inherit from it."""
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = [cls]
    for one in found:
        bases = {ast.unparse(base) for base in one.bases}
        for other in classes:
            is_kin = other.name in bases or one.name in map(ast.unparse, other.bases)
            if is_kin and other not in found:
                found.append(other)
    return found


def made(scope: ast.AST, name: str) -> Iterator[tuple[int, ast.stmt]]:
    """Where `self.NAME` is assigned or registered, with the statement."""
    for statement in ast.walk(scope):
        if isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr):
            for node in ast.walk(statement):
                if name_made(node) == name:
                    yield getattr(node, "lineno", statement.lineno), statement


def name_made(node: ast.AST) -> object:
    """The attribute that a node sets."""
    match node:
        case ast.Attribute(value=ast.Name(id="self"), attr=attribute, ctx=ast.Store()):
            return attribute
        case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=first), *_]):
            return first if method in REGISTERS else None
    return None


def called_in(statement: ast.stmt) -> Iterable[str]:
    """The plain names that a statement calls."""
    calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call))
    return (call.func.id for call in calls if isinstance(call.func, ast.Name))
