"""Names that are given a start, and are changed in place until they hold what is wanted."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from torchkata.coach.plans import Finding, by_site
from torchkata.coach.view import View
from torchkata.contracts import Departure


def as_filled(view: View, helped: Finding | None, found: Departure) -> Departure | None:
    """The lines on which a name gets its value, where a repair only puts in what it is to end as.

    It may begin right: any line that changes it may do so wrongly, or too seldom.
    """
    if helped is None:
        return None
    site = helped.at.site
    name = site.text if site.is_bound else site.target
    lines = sorted(set(changing(view.evidence.texts[0], name, site.line))) if name else []
    if not lines:
        return None
    seen = by_site(view.evidence.attempt, operands_of=view.evidence.attempt.statements)
    later = [p for p in seen if p.site.text == name and p.site.line > lines[-1]]
    ends = [replace(helped, at=p) for p in later if len(p.values) == len(helped.at.values)]
    if view.first_help(ends) is None:
        return None
    words = f"{name} does not become what the reference has: it begins here and is changed later"
    return replace(found, message=words, line=site.line, end_line=lines[-1], verified=False)


def changing(text: str, name: str, line: int) -> Iterator[int]:
    """The lines after one, in the same function, on which what a name holds is changed in place."""
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
    around = [n for n in functions if n.lineno <= line <= (n.end_lineno or n.lineno)]
    inside = ast.walk(around[-1]) if around else ()
    later = [n for n in inside if isinstance(n, ast.stmt) and n.lineno > line]
    for statement in later:
        if any(is_held(target, name) for target in changed(statement)):
            yield statement.lineno


def changed(statement: ast.stmt) -> list[ast.expr]:
    """What a statement changes: by `+=`, by an index, or by a method whose name ends in `_`."""
    match statement:
        case ast.AugAssign(target=target):
            return [target]
        case ast.Assign(targets=targets):
            return [target for target in targets if isinstance(target, ast.Subscript)]
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=value, attr=attr))):
            return [value] if attr.endswith("_") and not attr.endswith("__") else []
    return []


def is_held(node: ast.expr, name: str) -> bool:
    """Whether it is what the name holds, or a part of it."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return isinstance(node, ast.Name) and node.id == name
