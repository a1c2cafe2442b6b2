"""Probes in a text: every expression inside a function tells its value, and may be given another.

Positions stay those of the file, so that tracebacks and `inspect.getsource` remain true. Chains of
names (`torch.nn`), what is called, defaults, decorators and annotations have no probe.
"""

import ast
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard

from torchkata.contracts import Owned, Site

PROBE = "__kt__"  # it ends in underscores, or classes would mangle it
REGISTER = ("register_buffer", "register_parameter")
NOT_VALUES = ("self", "torch", "F", "nn", "math", "np")
MOST_KEPT = 4
SEEN = (ast.Call, ast.BinOp, ast.UnaryOp, ast.Compare, ast.Subscript, ast.IfExp)


@dataclass(frozen=True)
class Probed:
    """A text with probes, ready to run."""

    tree: ast.Module
    sites: tuple[Site, ...]
    statements: tuple[int, ...]
    attributes: dict[str, int]
    classes: tuple[Owned, ...]
    wording: dict[int, str]  # what the statement on a line says, without its layout and its body


@lru_cache(MOST_KEPT)
def with_probes(source: str) -> Probed:
    """The text as a tree with probes, which nobody may change. Raises SyntaxError."""
    tree = ast.parse(source)
    wording = {node.lineno: words_of(node) for node in ast.walk(tree) if is_worded(node)}
    lines = sorted({node.lineno for node in ast.walk(tree) if isinstance(node, ast.stmt)})
    placer = Placer(source)
    for node in tree.body:
        placer.visit(node)
    tree = ast.fix_missing_locations(tree)
    return Probed(
        tree, tuple(placer.sites), tuple(lines), placer.attributes, tuple(placer.classes), wording
    )


def is_worded(node: ast.AST) -> TypeGuard[ast.stmt]:
    """Whether a node is a statement that computes something."""
    is_definition = isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom)
    return isinstance(node, ast.stmt) and not is_definition


def words_of(statement: ast.stmt) -> str:
    """What a statement says; of one with a body, its first line."""
    has_body = isinstance(statement, ast.If | ast.For | ast.While | ast.With | ast.Try | ast.Match)
    words = ast.unparse(statement)
    return words.splitlines()[0] if has_body else words


class Placer(ast.NodeTransformer):
    """Puts the probes in."""

    def __init__(self, source: str) -> None:
        self.rows = source.encode().splitlines(keepends=True)  # bytes end lines as Python does
        self.sites: list[Site] = []
        self.functions: list[str] = []
        self.statement = 0
        self.whole: set[int] = set()  # values that are all there is in their statement
        self.operands: set[int] = set()  # names inside larger expressions
        self.targets: dict[int, str] = {}  # names that whole values are assigned to
        self.attributes: dict[str, int] = {}
        self.own: dict[str, int] = {}  # of the present class
        self.classes: list[Owned] = []

    def visit(self, node: ast.AST) -> ast.AST:
        """Statements are noted, seen expressions are wrapped where they are read."""
        if isinstance(node, ast.stmt):
            self.statement = node.lineno
            self.whole.add(id(getattr(node, "value", None)))
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.targets[id(node.value)] = node.targets[0].id
        visited: ast.AST = super().visit(node)
        is_read = isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        if self.functions and isinstance(node, SEEN) and is_read and not is_super(node):
            return self.wrapped(visited, node)
        return visited

    def wrapped(self, visited: ast.AST, node: ast.expr, *, is_test: bool = False) -> ast.expr:
        """A call of the probe around an expression."""
        assert isinstance(visited, ast.expr)
        text = self.words(node)
        last = node.end_lineno or node.lineno
        site = Site(
            len(self.sites),
            node.lineno,
            last,
            self.statement,
            text,
            isinstance(node, ast.Name | ast.Attribute),
            id(node) in self.whole,
            isinstance(node, ast.Name) and id(node) in self.operands,
            isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store),
            self.targets.get(id(node), ""),
            is_test,
        )
        self.sites.append(site)
        function = ast.Name(PROBE, ast.Load())
        call = ast.Call(function, [ast.Constant(site.id), visited], [])
        for new in (call, function, call.args[0]):
            ast.copy_location(new, node)
        return call

    def words(self, node: ast.expr) -> str:
        """An expression as it stands in the file; columns count bytes."""
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        start, end = node.col_offset, node.end_col_offset
        if first == last:
            return self.rows[first][start:end].decode()
        inner = b"".join(self.rows[first + 1 : last])
        return (self.rows[first][start:] + inner + self.rows[last][:end]).decode()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """The body alone: defaults and decorators belong to whoever defines it."""
        self.functions.append(node.name)
        body: list[ast.stmt] = []
        for statement in node.body:
            visited: ast.stmt | list[ast.stmt] = self.visit(statement)  # type: ignore[assignment]
            body += visited if isinstance(visited, list) else [visited]
        node.body = body
        self.functions.pop()
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        """What it asks, and its branches."""
        asked = node.test
        self.generic_visit(node)
        node.test = self.tested(node.test, asked)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        """The same."""
        asked = node.test
        self.generic_visit(node)
        node.test = self.tested(node.test, asked)
        return node

    def tested(self, visited: ast.expr, node: ast.expr) -> ast.expr:
        """A probe around whether something is true, which is all that counts of it here."""
        if not self.functions:
            return visited
        for _ in range(2):
            visited = ast.copy_location(ast.UnaryOp(ast.Not(), visited), node)
        return self.wrapped(visited, node, is_test=True)

    def visit_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        """`x += e` is followed by a probe of x."""
        self.generic_visit(node)
        return [node, *self.bound([node.target], node)]

    def visit_Return(self, node: ast.Return) -> ast.AST:
        """Its value, a name too."""
        self.generic_visit(node)
        node.value = self.named(node.value)
        return node

    def named(self, value: ast.expr | None) -> ast.expr | None:
        """A probe around a name or a number that is all there is of a value."""
        is_seen = isinstance(value, ast.Name) or (
            isinstance(value, ast.Attribute) and is_chain(value)
        )
        if isinstance(value, ast.Constant):
            is_seen = type(value.value) in (int, float)
        return self.wrapped(value, value) if is_seen and value and self.functions else value

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        """`q, k, v = e` is followed by a probe of each name; `q = k` has one around k."""
        self.generic_visit(node)
        node.value = self.named(node.value) or node.value
        tuples = [target for target in node.targets if isinstance(target, ast.Tuple | ast.List)]
        return [node, *self.bound([name for target in tuples for name in target.elts], node)]

    def bound(self, targets: list[ast.expr], node: ast.stmt) -> list[ast.stmt]:
        """Statements that show what names hold now."""
        names = [target for target in targets if isinstance(target, ast.Name)]
        found: list[ast.stmt] = []
        for name in names if self.functions else []:
            read = ast.copy_location(ast.Name(name.id, ast.Load()), name)
            value = self.wrapped(read, name)
            store = ast.copy_location(ast.Name(name.id, ast.Store()), name)
            found.append(ast.copy_location(ast.Assign([store], value), node))
        return found

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A name that is read inside a larger expression."""
        if not self.functions or not isinstance(node.ctx, ast.Load) or id(node) in self.whole:
            return node
        self.operands.add(id(node))
        return self.wrapped(node, node)

    def visit_MatchValue(self, node: ast.MatchValue) -> ast.AST:
        """A pattern has to stay a constant."""
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Its methods."""
        outside, self.functions = self.functions, []
        around, self.own = self.own, {}
        for part in node.body:
            if isinstance(part, ast.FunctionDef | ast.ClassDef):
                self.visit(part)
        self.functions = outside
        lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        self.classes.append((lines, self.own))
        self.own = around
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Arguments, and the value that a method is called on."""
        if isinstance(node.func, ast.Attribute):
            self.visit_caller(node.func)
        elif isinstance(node.func, ast.Call | ast.Subscript):
            node.func = self.visit(node.func)  # type: ignore[assignment]
        self.note_registered(node)
        node.args = [self.visit(part) for part in node.args]  # type: ignore[misc]
        for keyword in node.keywords:
            self.visit(keyword)
        return node

    def visit_caller(self, function: ast.Attribute) -> None:
        """What a method is called on; a name too, unless it is a module's or the object itself."""
        value = function.value
        if (isinstance(value, ast.Name) and value.id not in NOT_VALUES) or is_gradient(value):
            function.value = self.visit(value)  # type: ignore[assignment]
        elif not is_chain(function):
            self.visit_Attribute(function)

    def note_registered(self, node: ast.Call) -> None:
        """`self.register_buffer("x", …)` gives `self.x` its value."""
        function, first = node.func, node.args[:1]
        is_register = isinstance(function, ast.Attribute) and function.attr in REGISTER
        name = first[0].value if first and isinstance(first[0], ast.Constant) else None
        if is_register and isinstance(name, str):
            self.note_made(f"self.{name}", node.lineno)

    def note_made(self, name: str, line: int) -> None:
        """The first line that gives an attribute its value, in its class and at all."""
        self.own.setdefault(name, line)
        self.attributes.setdefault(name, line)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """What stands before the dot, unless it is a name; `self.x` and `x.grad` where read."""
        if not is_chain(node):
            node.value = self.visit(node.value)  # type: ignore[assignment]
        elif is_own(node):
            if isinstance(node.ctx, ast.Store):
                self.note_made(f"self.{node.attr}", node.lineno)
            elif isinstance(node.ctx, ast.Load) and self.functions:
                return self.wrapped(node, node)
        elif is_gradient(node) and isinstance(node.ctx, ast.Load) and self.functions:
            return self.wrapped(node, node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Its value, not its annotation."""
        if node.value is not None:
            node.value = self.visit(node.value)  # type: ignore[assignment]
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        """Runs at another time, perhaps often: left alone."""
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """Text."""
        return node


def is_chain(node: ast.expr) -> bool:
    """Whether an attribute leads from a name: `self.a.b`, `torch.nn`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def is_own(node: ast.Attribute) -> bool:
    """`self.x`."""
    return isinstance(node.value, ast.Name) and node.value.id == "self"


def is_gradient(node: ast.expr) -> bool:
    """`x.grad`."""
    return isinstance(node, ast.Attribute) and node.attr == "grad"


def is_super(node: ast.AST) -> bool:
    """`super()`, which works only as it stands."""
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
    )
