"""Where a name got the value that it has on a line."""

import ast


def maker_line(text: str, line: int, name: str) -> int | None:
    """The only assignment to a name that is read on a line of its function and nowhere else."""
    functions = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.lineno < line <= (node.end_lineno or 0)
    ]
    if not functions:
        return None
    inner = max(functions, key=lambda function: function.lineno)
    arguments = {node.arg for node in ast.walk(inner.args) if isinstance(node, ast.arg)}
    names = [n for n in ast.walk(inner) if isinstance(n, ast.Name) and n.id == name]
    made = [node.lineno for node in names if isinstance(node.ctx, ast.Store)]
    is_read_here_alone = all(n.lineno == line for n in names if isinstance(n.ctx, ast.Load))
    is_one = len(made) == 1 and name not in arguments and made[0] < line
    return made[0] if is_one and is_read_here_alone else None
