"""What two statements are made of: calls, operators, numbers and attributes, without own names."""

import ast
from collections import Counter

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.MatMult: "@",
    ast.Invert: "~",
    ast.USub: "-",
    ast.Not: "not",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.BitAnd: "&",
    ast.BitOr: "|",
}


def besides(text: str, line: int, other: str, other_line: int) -> tuple[str, ...] | None:
    """What the statement at a line has more of than another one's at its line, in order.

    None where there is no such statement.
    """
    mine, theirs = statement_at(text, line), statement_at(other, other_line)
    if mine is None or theirs is None:
        return None
    return tuple((Counter(ingredients(mine)) - Counter(ingredients(theirs))).elements())


def statement_at(text: str, line: int) -> ast.stmt | None:
    """The innermost statement that a line is part of."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return None
    around = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return min(around, key=lambda node: (node.end_lineno or 0) - node.lineno, default=None)


def ingredients(statement: ast.stmt) -> list[str]:
    """Everything of a statement that is not a name of its author's."""
    found = []
    for node in ast.walk(statement):
        if type(node) in SIGNS:
            found.append(SIGNS[type(node)])
        elif isinstance(node, ast.Constant) and not isinstance(node.value, str):
            found.append(repr(node.value))
        elif isinstance(node, ast.Call):
            found.append(f"{ast.unparse(node.func).rpartition('.')[2]}(…)")
        elif isinstance(node, ast.keyword) and node.arg:
            found.append(f"{node.arg}=")
    return found
