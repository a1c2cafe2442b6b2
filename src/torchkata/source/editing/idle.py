"""What was computed and is then left lying."""

import ast

from torchkata.source.editing.known import surroundings


def idle_name(text: str) -> tuple[str, int, int] | None:
    """The only variable that nothing reads, and the first and last line on which it could be."""
    found = []
    for around in surroundings(ast.parse(text)):
        statements = list(around.statements)
        arguments = {node.arg for node in ast.walk(around.function.args) if type(node) is ast.arg}
        for name in around.unused:
            made = [s.lineno for s in statements if name in assigned(s)]
            later = [s.lineno for s in statements if made and s.lineno > made[0]]
            if later and name not in arguments:
                found.append((name, min(later), max(later)))
    return found[0] if len(found) == 1 else None


def assigned(statement: ast.stmt) -> set[str]:
    """The names that an assignment to one name gives a value."""
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return {statement.targets[0].id}
    return set()
