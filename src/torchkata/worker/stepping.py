"""Probes in a text that follow a run statement by statement: calls, what each line gives, names.

They come on top of the probes of expressions, whose values are only seen as shapes here.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from torchkata.contracts import Statement
from torchkata.worker.probes import PROBE, Placer, is_chain, is_own

ENTER, BOUND, RESULT = "__kt_enter__", "__kt_bound__", "__kt_result__"


@dataclass(frozen=True)
class Stepped:
    """A text with probes, ready to run."""

    tree: ast.Module
    statements: tuple[Statement, ...]


def with_steps(source: str) -> Stepped:
    """The text as a tree with probes. Raises SyntaxError."""
    tree = ast.parse(source)
    placer = StepPlacer(source)
    for node in tree.body:
        placer.visit(node)
    return Stepped(ast.fix_missing_locations(tree), tuple(placer.placed))


@lru_cache(maxsize=4)
def statements_of(source: str) -> tuple[Statement, ...]:
    """The statements that `with_steps` numbers. Raises SyntaxError."""
    placer = StepPlacer(source)
    for node in ast.parse(source).body:
        placer.visit(node)
    return tuple(placer.placed)


class StepPlacer(Placer, ast.NodeTransformer):
    """Puts the probes of statements in, beside those of expressions."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.lines = source.split("\n")
        self.owners: list[str] = []
        self.placed: list[Statement] = []
        self.n_expressions = 0

    def tested(self, visited: ast.expr, node: ast.expr) -> ast.expr:
        """What an `if` asks stays as it is: its parts have probes."""
        return visited

    def wrapped(self, visited: ast.AST, node: ast.expr, *, is_test: bool = False) -> ast.expr:
        """A call of the expressions' probe, which needs no site here."""
        assert isinstance(visited, ast.expr)
        self.n_expressions += 1
        return called(PROBE, self.n_expressions, visited, at=node)

    def visit(self, node: ast.AST) -> ast.AST:
        """Statements are followed by what they gave, where they are in a function."""
        if not self.functions or not isinstance(node, ast.stmt):
            return super().visit(node)
        targets = list(told(node))
        statement = self.statement_of(node, targets)
        reading = [reader(target) for target in targets]
        visited = super().visit(node)
        if statement is None:
            return visited
        if isinstance(node, ast.Return | ast.Expr) and node.value is not None:
            node.value = called(RESULT, statement.id, node.value, at=node.value)
            return visited
        values = ast.Tuple(reading, ast.Load())
        shown = ast.copy_location(ast.Expr(called(BOUND, statement.id, values, at=node)), node)
        if isinstance(node, ast.For):
            node.body.insert(0, shown)
            return visited
        found = visited if isinstance(visited, list) else [visited]
        return [*found, shown]  # type: ignore[return-value]  # as NodeTransformer has it

    def statement_of(self, node: ast.stmt, targets: list[ast.expr]) -> Statement | None:
        """What is kept of a statement; None where nothing can be seen of it."""
        match node:
            case ast.Return(value=ast.expr()):
                kind = "return"
            case ast.Expr(value=ast.Constant()):
                return None
            case ast.Expr():
                kind = "do"
            case ast.For():
                kind = "for"
            case ast.AugAssign():
                kind = "change"
            case ast.Assign(targets=[ast.Subscript(), *_]):
                kind = "change"
            case _ if targets:
                kind = "bind"
            case _:
                return None
        last = node.iter.end_lineno if isinstance(node, ast.For) else node.end_lineno
        return self.kept(node, last or node.lineno, kind, targets)

    def kept(self, node: ast.stmt, last: int, kind: str, targets: list[ast.expr]) -> Statement:
        """Give a statement its number."""
        head = [node.target, node.iter] if isinstance(node, ast.For) else [node]
        statement = Statement(
            len(self.placed),
            node.lineno,
            last,
            kind,
            ".".join(self.owners),
            on_one_line(node, last, self.lines),
            tuple(map(ast.unparse, targets)),
            tuple(dict.fromkeys(name for part in head for name in read_in(part))),
        )
        self.placed.append(statement)
        return statement

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Its entry is seen after its docstring."""
        self.owners.append(node.name)
        arguments = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
        entry = Statement(
            len(self.placed),
            node.lineno,
            node.lineno,
            "enter",
            ".".join(self.owners),
            f"{node.name}({', '.join(arguments)})",
            tuple(arguments + [a.arg for a in node.args.kwonlyargs]),
        )
        self.placed.append(entry)
        super().visit_FunctionDef(node)
        start = 1 if ast.get_docstring(node) is not None else 0
        probe = ast.Call(ast.Name(ENTER, ast.Load()), [ast.Constant(entry.id)], [])
        node.body.insert(start, ast.copy_location(ast.Expr(probe), node))
        self.owners.pop()
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Its methods carry its name."""
        self.owners.append(node.name)
        super().visit_ClassDef(node)
        self.owners.pop()
        return node


def called(probe: str, number: int, value: ast.expr, *, at: ast.AST) -> ast.Call:
    """A call of a probe, at the place of a node."""
    function = ast.Name(probe, ast.Load())
    call = ast.Call(function, [ast.Constant(number), value], [])
    for new in (call, function, call.args[0]):
        ast.copy_location(new, at)
    return call


def told(node: ast.AST) -> Iterator[ast.expr]:
    """The names and attributes that a statement gives values to, or changes by an index."""
    match node:
        case ast.Assign(targets=targets):
            parts: list[ast.expr] = targets
        case ast.AnnAssign(target=target, value=ast.expr()):
            parts = [target]
        case ast.AugAssign(target=target) | ast.For(target=target):
            parts = [target]
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            parts = elements
        case ast.Starred(value=part) | ast.Subscript(value=part):
            parts = [part]
        case ast.Name():
            yield node
            return
        case ast.Attribute() if is_chain(node):
            yield node
            return
        case _:
            return
    for part in parts:
        yield from told(part)


def reader(target: ast.expr) -> ast.expr:
    """A target as an expression that reads it."""
    copied = copy.deepcopy(target)
    if isinstance(copied, ast.Name | ast.Attribute):
        copied.ctx = ast.Load()
    return copied


def read_in(node: ast.AST) -> Iterator[str]:
    """Names and attributes of self in a statement, those inside of it first come first."""
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and is_own(part):
            yield f"self.{part.attr}"
        elif isinstance(part, ast.Name):
            yield part.id


def on_one_line(node: ast.stmt, last: int, lines: list[str]) -> str:
    """A statement's own text, its lines joined."""
    if last == node.lineno:
        end = node.end_col_offset if node.end_lineno == last else None
        return lines[last - 1].encode()[node.col_offset : end].decode(errors="replace").strip()
    if isinstance(node, ast.For):
        return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}:"
    return ast.unparse(node)
