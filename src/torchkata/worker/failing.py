"""Where in a file an exception began: its frame there, and the part of the text that raised."""

import ast
import re
import signal
from dataclasses import dataclass
from types import FrameType, TracebackType

CALLEE = re.compile(r"([\w.]+)\(\) (?:takes|missing|got)\b")
NO_FORWARD = re.compile(r'Module \[(\w+)\] is missing the required "forward"')
MOST_CALLERS = 20
Definition = ast.ClassDef | ast.FunctionDef
Part = ast.expr | ast.AugAssign


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text: lines from 1, columns in bytes from 0."""

    line: int
    end_line: int
    column: int
    end_column: int

    def holds(self, node: ast.AST) -> bool:
        """Whether a node begins and ends in here."""
        other = span_of(node)
        return other is not None and (
            (self.line, self.column) <= (other.line, other.column)
            and (other.end_line, other.end_column) <= (self.end_line, self.end_column)
        )


def innermost(trace: TracebackType | None, path: str) -> tuple[FrameType | None, int, Span | None]:
    """The last frame of the file at `path`, its line, and the span that it was at."""
    found: tuple[FrameType | None, int, Span | None] = (None, 0, None)
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == path:
            line, last, column, end = list(code.co_positions())[trace.tb_lasti // 2]
            is_known = None not in (line, last, column, end)
            span = Span(line, last, column, end) if is_known else None  # type: ignore[arg-type]
            found = trace.tb_frame, trace.tb_lineno, span
        trace = trace.tb_next
    return found


def callers(trace: TracebackType | None, path: str) -> tuple[int, ...]:
    """The lines of the file at `path` that led there, the last first."""
    found: list[int] = []
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            found.append(trace.tb_lineno)
        trace = trace.tb_next
    return tuple(found[: -MOST_CALLERS - 1 : -1])


def lines_of(source: str) -> list[str]:
    """The lines of a text as Python counts them: a form feed, say, ends none."""
    return source.removesuffix("\n").split("\n")


def span_of(node: ast.AST) -> Span | None:
    """Where a node stands; None for those that stand nowhere."""
    if not isinstance(node, ast.expr | ast.stmt):
        return None
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    return Span(node.lineno, end_line, node.col_offset, end_column)


def part_at(tree: ast.Module, span: Span) -> Part | None:
    """The expression that stands at a span, or else the smallest around it.

    A method's call that goes over several lines is said to begin at the method's name.
    """
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.expr | ast.AugAssign)]
    for node in nodes:
        if span_of(node) == span:
            return node
    around = [n for n in nodes if (s := span_of(n)) is not None and surrounds(s, span)]
    return around[-1] if around else None  # ast.walk comes to the inner ones later


def surrounds(outer: Span, inner: Span) -> bool:
    """Whether one span holds the other."""
    return (outer.line, outer.column) <= (inner.line, inner.column) and (
        (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    )


def unpacked(tree: ast.Module, target: ast.AST) -> ast.expr | None:
    """What is unpacked into a tuple of names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and target in node.targets:
            return node.value
    return None


def operands_of(part: Part, tree: ast.Module) -> list[ast.expr]:
    """The expressions whose values a part works on; for a call also what is called."""
    match part:
        case ast.AugAssign(target=target, value=value):
            return [target, value]
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case ast.UnaryOp(operand=operand):
            return [operand]
        case ast.Compare(left=left, comparators=comparators):
            return [left, *comparators]
        case ast.Attribute(value=value):
            return [value]
        case ast.Subscript(value=value, slice=index):
            return [value, *elements(index)]
        case ast.Call(func=function, args=arguments, keywords=keywords):
            given = [*arguments, *(keyword.value for keyword in keywords)]
            return [function, *(item for argument in given for item in elements(argument))]
        case ast.Tuple(ctx=ast.Store()) | ast.List(ctx=ast.Store()):
            source = unpacked(tree, part)
            return [] if source is None else [source]
        case ast.Name():
            return [part]
    return []


def elements(node: ast.expr) -> list[ast.expr]:
    """The entries of a list or tuple that is written out, else the expression itself."""
    if isinstance(node, ast.List | ast.Tuple):
        return [item for entry in node.elts for item in elements(entry)]
    if isinstance(node, ast.Starred):
        return elements(node.value)
    return [node]


def meant(tree: ast.Module, message: str) -> Definition | None:
    """The class or function that a message is about, where nothing of the file was running."""
    found = CALLEE.match(message) or NO_FORWARD.match(message)
    return None if found is None else definition(tree, found[1].split("."))


def definition(tree: ast.Module, path: list[str]) -> Definition | None:
    """The node of `Class.method`, or as much of the way to it as there is."""
    body, found = tree.body, None
    for name in path:
        named = (n for n in body if isinstance(n, Definition) and n.name == name)
        inner = next(named, None)
        if inner is None:
            return found
        body, found = inner.body, inner
    return found


def signal_name(number: int) -> str:
    """`SIGSEGV` for 11."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
