"""A list or dict that something is to be taken from, and that nothing is ever added to."""

import ast

from torchkata.source.slicing import Scope, given_by, read_by, scopes

Found = tuple[str, int, int]


def unfilled(text: str, line: int) -> Found | None:
    """Its name, and the lines of the loop that should have filled it before the given line."""
    for scope in scopes(ast.parse(text), None):
        for statement in scope.inside:
            if statement.lineno == line:
                return in_scope(scope, statement)
    return None


def in_scope(scope: Scope, statement: ast.stmt) -> Found | None:
    """The same, for a statement of a function."""
    for name in dict.fromkeys(read_by(statement)):
        giving = [st for st in scope.inside if name in given_by(st)]
        if len(giving) != 1 or name not in emptied(giving[0]):
            continue
        reading = [st for st in scope.inside if st is not statement and name in read_by(st)]
        begun, end = giving[0].lineno, statement.lineno
        loops = [st for st in scope.inside if isinstance(st, ast.For) and begun < st.lineno < end]
        if len(loops) == 1 and not reading:
            return name, loops[0].body[0].lineno, loops[0].body[-1].end_lineno or end
    return None


def emptied(statement: ast.stmt) -> set[str]:
    """Names that a statement lets stand for an empty list or dict."""
    if not isinstance(statement, ast.Assign):
        return set()
    found = set()
    for target in statement.targets:
        pairs = [(target, statement.value)]
        if isinstance(target, ast.Tuple) and isinstance(statement.value, ast.Tuple):
            pairs = list(zip(target.elts, statement.value.elts, strict=False))
        found |= {n.id for n, v in pairs if isinstance(n, ast.Name) and is_empty(v)}
    return found


def is_empty(node: ast.expr) -> bool:
    """Whether an expression is `[]` or `{}`."""
    return (isinstance(node, ast.List) and not node.elts) or (
        isinstance(node, ast.Dict) and not node.keys
    )
