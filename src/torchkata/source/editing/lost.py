"""Values that a name is given, and that nobody reads before it is given another one."""

import ast
from collections.abc import Iterator, Sequence

Lost = tuple[str, int, ast.stmt]  # the name, the line that gave it the value, what gives it another


def lost(function: ast.FunctionDef) -> list[Lost]:
    """The values, of arguments too, that cannot be read: between two statements of one block."""
    inner = [n for n in ast.walk(function) if isinstance(n, ast.FunctionDef | ast.Lambda)]
    kept = {name for one in inner if one is not function for name in read(one)}
    shared = (n.names for n in ast.walk(function) if isinstance(n, ast.Global | ast.Nonlocal))
    kept.update("_", *shared)
    arguments = [a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)]
    given = dict.fromkeys(arguments, function.lineno)
    return [one for one in in_block(function.body, given) if one[0] not in kept]


def in_block(body: Sequence[ast.stmt], given: dict[str, int]) -> Iterator[Lost]:
    """Those of one block, in which names have been `given` values that nobody has read yet."""
    waiting = dict(given)
    for statement in body:
        for used in read(statement):
            waiting.pop(used, None)
        name = assigned(statement)
        if name is not None and name in waiting:
            yield name, waiting[name], statement
        for part in ast.walk(statement):
            if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
                waiting.pop(part.id, None)
        if name is not None:
            waiting[name] = statement.lineno
        for _, inner in ast.iter_fields(statement):
            if isinstance(inner, list) and inner and isinstance(inner[0], ast.stmt):
                yield from in_block(inner, {})


def assigned(statement: ast.stmt) -> str | None:
    """The one name that a statement gives a value, and does nothing else."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return None


def read(node: ast.AST) -> Iterator[str]:
    """The names that are read in it, those that `+=` changes too."""
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Load):
            yield part.id
        if isinstance(part, ast.AugAssign) and isinstance(part.target, ast.Name):
            yield part.target.id
