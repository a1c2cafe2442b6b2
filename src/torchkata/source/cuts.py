"""Where a text cuts the graph of gradients."""

import ast

from torchkata.source.target import last_name

CUTTING_CALLS = ("detach", "detach_", "item", "numpy", "tolist")
CUTTING_CONTEXTS = ("no_grad", "inference_mode")


def gradient_cuts(text: str) -> tuple[tuple[int, str], ...]:
    """Lines inside functions that cut gradients, each with what cuts there."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return ()
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    found: dict[tuple[int, str], None] = {}
    for function in functions:
        if function.name == "__init__":
            continue
        for decorator in function.decorator_list:
            if (name := called_name(decorator)) in CUTTING_CONTEXTS:
                found[decorator.lineno, name] = None
        for node in ast.walk(function):
            if (cut := cut_by(node)) is not None:
                found[cut] = None
    return tuple(sorted(found))


def backward_lines(text: str) -> tuple[int, int] | None:
    """The lines of the only method called backward, without its head; None where there is none."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    found = [function for function in functions if function.name == "backward"]
    if len(found) != 1:
        return None
    return found[0].body[0].lineno, found[0].end_lineno or found[0].lineno


def cut_by(node: ast.AST) -> tuple[int, str] | None:
    """The line and name of what cuts, if a node does."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        name = node.func.attr
        return (node.func.end_lineno or node.lineno, name) if name in CUTTING_CALLS else None
    if isinstance(node, ast.Attribute) and node.attr == "data" and isinstance(node.ctx, ast.Load):
        return node.end_lineno or node.lineno, ".data"
    if isinstance(node, ast.With):
        for item in node.items:
            if (name := called_name(item.context_expr)) in CUTTING_CONTEXTS:
                return node.lineno, name
    return None


def called_name(node: ast.expr) -> str:
    """`no_grad` for `torch.no_grad()` and for `torch.no_grad`; "" for what is no name."""
    return last_name(node.func if isinstance(node, ast.Call) else node)
