"""A file as units: what each line defines or does, with every name resolved to its definition."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from torchkata.source.code_lines import CodeLine, parts
from torchkata.source.structure.reading import Names, Reader, aliases
from torchkata.source.structure.spelling import item, operation
from torchkata.source.structure.term import Term, number
from torchkata.source.structure.term import parts as terms_in

Function = ast.FunctionDef | ast.AsyncFunctionDef
DEFINITION = ast.ClassDef | Function
NOTHING = Term("nothing")
SIDES = 16  # that are kept: a reference is compared again and again
UNNAMED = "_"  # of a value that nobody uses


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a line says: a value and where it goes."""

    line: int  # index among the lines of its side
    kind: str  # "set", "return", "if", "for", "def", ...
    value: Term
    target: str = ""  # "@4", "self.x" or ""
    name: str = ""  # the target as it is spelled
    previous: str = ""  # what the name stood for before, "" for nothing
    parent: int = -1  # index of the line that it is indented below
    weight: float = 1.0

    def leaves(self) -> Iterator[str]:
        """The names that are read."""
        return (part.op for part in terms_in(self.value) if not part.args)


@dataclass(slots=True)
class Side:
    """A whole file."""

    lines: list[CodeLine]
    functions: dict[str, list[Unit]] = field(default_factory=dict)  # by "f", "Class.f" or ""

    def by_line(self) -> dict[int, list[Unit]]:
        """The units of each line."""
        found: dict[int, list[Unit]] = defaultdict(list)
        for units in self.functions.values():
            for unit in units:
                found[unit.line].append(unit)
        return found


@lru_cache(maxsize=SIDES)
def side(text: str) -> Side:
    """The units of a file: its code without imports, docstrings, comments and `main`."""
    lines = [line for part in parts(text) for line in part.lines]
    found = Side(lines)
    _Builder(found, Names(aliases(ast.parse(text)))).build()
    return found


class _Builder:
    """Goes through the lines of a file from top to bottom."""

    def __init__(self, side: Side, names: Names) -> None:
        self.side = side
        self.names = names
        self.reader = Reader(names)
        self.count = 0
        self.place = 0  # the line
        self.heads: list[int] = []  # lines that the present one is indented below
        self.scopes: list[tuple[int, str, dict[str, str], str]] = []  # with what to go back to
        self.function = ""

    def build(self) -> None:
        """Fill the side."""
        for place, line in enumerate(self.side.lines):
            self.place = place
            while self.heads and self.side.lines[self.heads[-1]].depth >= line.depth:
                self.heads.pop()
            while self.scopes and self.scopes[-1][0] >= line.depth:
                _, self.function, self.names.defined, self.names.self_name = self.scopes.pop()
            self.line(line)
            self.heads.append(place)

    def line(self, line: CodeLine) -> None:
        """The units of one line."""
        match line.node:
            case None:
                self.emit(line.key.strip(), NOTHING)
            case ast.ClassDef(name):
                self.enter(line, f"{self.function}.{name}" if self.function else name)
                self.emit("class", NOTHING)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.definition(line, line.node)
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                self.assignment(line.node)
            case ast.Pass():
                self.emit("pass", NOTHING, weight=0)
            case ast.For(target, iterable):
                self.store(target, self.reader.term(iterable), "for")
            case ast.With(items):
                for entry in items:
                    self.emit("with", self.reader.term(entry.context_expr))
                    if entry.optional_vars is not None:
                        self.store(entry.optional_vars, NOTHING)
            case ast.If(test, [ast.Raise()], []):
                self.emit("if", self.reader.term(test), weight=1)
            case ast.If(test) | ast.While(test):
                self.emit(type(line.node).__name__.lower(), self.reader.term(test))
            case ast.Raise(exception):
                raised = exception.func if isinstance(exception, ast.Call) else exception
                self.emit("raise", self.reader.term(raised), weight=1)
            case ast.Return(value):
                self.emit("return", self.reader.term(value))
            case ast.Assert(test):
                self.emit("assert", self.reader.term(test), weight=1)
            case ast.Expr(value):
                self.expression(value)
            case ast.expr():
                self.emit("decorator", self.reader.term(line.node), weight=1)
            case _:
                name = type(line.node).__name__.lower()
                self.emit(name, Term(f"#{line.key.strip()!r}" if name != "try" else "nothing"))

    def enter(self, line: CodeLine, name: str) -> None:
        """What is below belongs to a class or function."""
        own = (line.depth, self.function, dict(self.names.defined), self.names.self_name)
        self.scopes.append(own)
        self.function = name

    def definition(self, line: CodeLine, node: Function) -> None:
        """The signature: how many arguments, and what they default to."""
        is_nested = bool(self.scopes) and isinstance(
            self.side.lines[self.heads[-1]].node if self.heads else None, Function
        )
        is_method = bool(self.scopes) and not is_nested
        defaults = self.reader.terms([*node.args.defaults, *filter(None, node.args.kw_defaults)])
        name = f"{self.function}.{node.name}" if self.function else node.name
        self.enter(line, self.function if is_nested else name)
        if is_nested:
            self.names.defined.pop(node.name, None)
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        every += filter(None, [node.args.vararg, node.args.kwarg])
        if is_method and every:
            self.names.self_name = every.pop(0).arg
        kind = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
        self.emit("def", Term(kind, (number(len(every)), *defaults)))
        for argument in every:
            self.store(ast.Name(argument.arg, ast.Store()), NOTHING, "argument")

    def assignment(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> None:
        """`a = b = v`, `a, b = v, w`, `a += v`; a declaration alone says nothing."""
        match node:
            case ast.AugAssign():
                whole = ast.BinOp(_loaded(node.target), node.op, node.value)
                self.store(node.target, self.reader.term(whole))
            case ast.AnnAssign():
                if node.value is not None:
                    self.store(node.target, self.reader.term(node.value))
            case ast.Assign(targets, value):
                term = self.reader.term(value)
                for target in targets:
                    self.store(target, term)

    def expression(self, node: ast.expr) -> None:
        """A call for its effect; `x.exp_()` sets x, `register_buffer` an attribute."""
        match node:
            case ast.Constant():
                return
            case ast.Call(
                ast.Attribute(ast.Name(owner), "register_buffer" | "register_parameter"),
                [ast.Constant(str(name)), value, *_],
            ) if owner == self.names.self_name:
                self.emit("set", Term("buffer", (self.reader.term(value),)), f"self.{name}", name)
            case ast.Call(ast.Attribute(ast.Name(name), method), args, keywords) if (
                name in self.names.defined and method.endswith("_") and method[-2:] != "__"
            ):
                given = {k.arg or "**": self.reader.term(k.value) for k in keywords}
                owner_term = self.names.leaf(name)
                done = operation(method[:-1], [owner_term, *self.reader.terms(args)], given)
                self.store(ast.Name(name, ast.Store()), done)
            case _:
                self.emit("do", self.reader.term(node))

    def store(self, target: ast.expr, value: Term, kind: str = "set") -> None:
        """A value goes to a name, an attribute, an element or several of them."""
        match target:
            case ast.Name(name):
                self.count += 1
                before = self.names.defined.get(name, "")
                self.emit(kind, value, f"@{self.count}", name, before)
                self.names.defined[name] = f"@{self.count}"
            case ast.Attribute(ast.Name(owner), name) if owner == self.names.self_name:
                self.emit(kind, value, f"self.{name}", name)
            case ast.Tuple(elements) | ast.List(elements):
                for element, part in zip(elements, _taken_apart(value, elements), strict=True):
                    if not (isinstance(element, ast.Name) and element.id == UNNAMED):
                        self.store(_inner(element), part, kind)
            case _:
                place = self.reader.term(target)
                self.emit(kind, Term("put", (place, value)))

    def emit(
        self,
        kind: str,
        value: Term,
        target: str = "",
        name: str = "",
        previous: str = "",
        weight: float | None = None,
    ) -> None:
        """One unit of the present line."""
        size = float(sum(1 for _ in terms_in(value))) if weight is None else weight
        parent = self.heads[-1] if self.heads else -1
        unit = Unit(self.place, kind, value, target, name, previous, parent, size)
        self.side.functions.setdefault(self.function, []).append(unit)


def _taken_apart(value: Term, elements: Sequence[ast.expr]) -> Iterator[Term]:
    """The part of a value that each of several targets gets."""
    if value.op == "tuple" and len(value.args) == len(elements):
        yield from value.args
        return
    from_end = 0
    for place, element in enumerate(elements):
        if isinstance(element, ast.Starred):
            from_end = len(elements)
            yield Term("rest", (value, number(place)))
        else:
            yield item(value, number(place - from_end))


def _inner(element: ast.expr) -> ast.expr:
    return element.value if isinstance(element, ast.Starred) else element


def _loaded(target: ast.expr) -> ast.expr:
    """A target, read."""
    match target:
        case ast.Name(name):
            return ast.Name(name, ast.Load())
        case ast.Attribute(value, attr):
            return ast.Attribute(value, attr, ast.Load())
        case ast.Subscript(value, index):
            return ast.Subscript(value, index, ast.Load())
    return target
