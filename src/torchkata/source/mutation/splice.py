"""One node of a file replaced by other text, everything else as it was."""

import ast
import hashlib

WHOLE = ast.Assign | ast.Return | ast.Expr | ast.keyword | ast.arguments | ast.Slice | ast.If
LOOSE = ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.Compare | ast.IfExp | ast.Lambda


class Source:
    """A text with the places of its nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode()
        lengths = [len(line) for line in self.data.splitlines(keepends=True)]
        self.starts = [sum(lengths[:i]) for i in range(len(lengths) + 1)]

    def span(self, node: ast.AST) -> tuple[int, int]:
        """First byte of a node and the one after it; `ast` counts columns in bytes."""
        first, last = getattr(node, "lineno", 1), getattr(node, "end_lineno", 1)
        start = self.starts[first - 1] + getattr(node, "col_offset", 0)
        return start, self.starts[last - 1] + getattr(node, "end_col_offset", 0)

    def segment(self, node: ast.AST) -> str:
        """A node as the file spells it, on one line."""
        start, end = self.span(node)
        return " ".join(self.data[start:end].decode().split())

    def replaced(self, node: ast.AST, by: str) -> str:
        """The whole text with the node written anew; a statement's lines keep its depth."""
        start, end = self.span(node)
        if isinstance(node, ast.stmt):
            by = by.replace("\n", "\n" + " " * node.col_offset)
        return (self.data[:start] + by.encode() + self.data[end:]).decode()


def bracketed(replacement: str, parent: ast.AST, node: ast.AST) -> str:
    """The replacement, in parentheses where its surroundings could pull it apart."""
    if isinstance(node, ast.stmt | ast.Slice | ast.Tuple):
        return replacement
    expression = ast.parse(replacement, mode="eval").body
    written = ast.unparse(expression) if "(" in replacement else replacement
    if not isinstance(expression, LOOSE) or is_whole(parent, node, expression):
        return written
    return f"({written})"


def is_whole(parent: ast.AST, node: ast.AST, expression: ast.expr) -> bool:
    """Whether nothing around a node can pull apart what replaces it."""
    match parent:
        case ast.Call(_, arguments):
            return node in arguments
        case ast.IfExp():
            return not isinstance(expression, ast.IfExp | ast.Lambda)
    is_number = isinstance(expression, ast.UnaryOp) and isinstance(node, ast.UnaryOp)
    return is_number or isinstance(parent, WHOLE)


def digest(*parts: str) -> str:
    """Four characters that stay the same for as long as the parts do."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:4]
