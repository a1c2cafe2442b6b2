"""Which statements made what a statement works on: the way back from where something went wrong."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from torchkata.source.owners import name_made

ADDING = ("append", "extend", "insert", "add", "update")


@dataclass
class Scope:
    """One function, its class, and its statements with what each stands inside of."""

    function: ast.FunctionDef
    cls: ast.ClassDef | None
    inside: dict[ast.stmt, tuple[ast.stmt, ...]] = field(default_factory=dict)

    @cached_property
    def gives(self) -> dict[ast.stmt, frozenset[str]]:
        """To which names and `self.NAME`s each statement gives a value, or adds one."""
        return {statement: frozenset(given_by(statement)) for statement in self.inside}

    @cached_property
    def calls(self) -> dict[ast.stmt, frozenset[str]]:
        """What each statement calls by name."""
        return {statement: frozenset(called_in(statement)) for statement in self.inside}

    @cached_property
    def arguments(self) -> set[str]:
        """The names of its arguments."""
        return {node.arg for node in ast.walk(self.function.args) if isinstance(node, ast.arg)}


Place = tuple[ast.stmt, Scope]


def way_back(text: str, callers: Sequence[int], made: Sequence[int] = ()) -> list[int]:
    """The lines of the statements that led to the one on the first of these lines, nearest first.

    The others are those on which its function was called, and that one's caller, and so on. Before
    them come statements on `made`, and all that add to what these make.
    """
    slicing = Slicing(ast.parse(text), callers)
    found = slicing.found(slicing.making(made))
    return list(dict.fromkeys(statement.lineno for statement in found))


class Slicing:
    """All functions of a text, and how values go from statement to statement."""

    def __init__(self, tree: ast.Module, callers: Sequence[int]) -> None:
        self.scopes = list(scopes(tree, None))
        self.classes = {s.cls.name: s.cls for s in self.scopes if s.cls is not None}
        self.lines = {st.lineno: (st, scope) for scope in self.scopes for st in scope.inside}
        self.stack = [self.lines[line] for line in callers if line in self.lines]

    def making(self, lines: Sequence[int]) -> list[Place]:
        """What adds to the parts that are made on some lines, these lines, and what is around."""
        found: list[Place] = []
        for first in [self.lines[line] for line in lines if line in self.lines]:
            names = [name for name in given_by(first[0]) if name.startswith("self.")]
            for name in names:
                found += [place for place in self.of_attribute(name, first[1]) if place != first]
            found.append(first)
        around = [(block, scope) for st, scope in found for block in scope.inside[st]]
        return [*found, *around]

    def found(self, first: Sequence[Place]) -> Iterator[ast.stmt]:
        """Statements by how many steps they are away."""
        waiting = [*first, *self.stack[:1]]
        seen: set[int] = set()
        while waiting:
            statement, scope = waiting.pop(0)
            if id(statement) not in seen:
                seen.add(id(statement))
                yield statement
                waiting += self.makers(statement, scope)

    def makers(self, statement: ast.stmt, scope: Scope) -> Iterator[Place]:
        """Where what a statement reads was made, then what decides whether it runs."""
        reads = list(dict.fromkeys(read_by(statement)))
        for name in reads:
            if name.startswith("self."):
                yield from self.of_attribute(name, scope)
            else:
                yield from of_name(name, statement, scope)
        if any(name in scope.arguments for name in reads):
            yield from self.calling(scope)
        yield from self.called_by(statement, scope)
        yield from ((block, scope) for block in reversed(scope.inside[statement]))

    def of_attribute(self, name: str, scope: Scope) -> Iterator[Place]:
        """Where an attribute of the same class, or of what it is derived from, gets something."""
        family = {cls.name for cls in self.family(scope.cls)}
        for other in self.scopes:
            if other.cls is not None and other.cls.name in family:
                yield from ((st, other) for st, given in other.gives.items() if name in given)

    def family(self, cls: ast.ClassDef | None) -> Iterator[ast.ClassDef]:
        """A class and those of the text that it is derived from."""
        if cls is not None:
            yield cls
            for base in cls.bases:
                other = self.classes.get(base.id) if isinstance(base, ast.Name) else None
                if other is not None and other is not cls:
                    yield from self.family(other)

    def calling(self, scope: Scope) -> Iterator[Place]:
        """Where a function is called: on the way to what happened, or wherever it builds."""
        functions = [other.function for _, other in self.stack]
        if scope.function in functions:
            yield from self.stack[functions.index(scope.function) + 1 :][:1]
        elif scope.cls is not None and scope.function.name == "__init__":
            name = scope.cls.name
            for other in self.scopes:
                yield from ((st, other) for st, called in other.calls.items() if name in called)

    def called_by(self, statement: ast.stmt, scope: Scope) -> Iterator[Place]:
        """What the functions and the classes give back that a statement calls."""
        names = scope.calls[statement]
        for other in self.scopes:
            function, cls = other.function, other.cls
            is_method = cls is not None and f"self.{function.name}" in names and cls is scope.cls
            is_class = cls is not None and cls.name in names and function.name == "forward"
            is_function = cls is None and function.name in names
            if is_method or is_function or is_class:
                returns = [st for st in other.inside if isinstance(st, ast.Return)]
                yield from ((st, other) for st in reversed(returns))


def scopes(tree: ast.AST, cls: ast.ClassDef | None) -> Iterator[Scope]:
    """Every function with its class."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            scope = Scope(node, cls)
            fill(scope, node.body, ())
            yield scope
        inner = node if isinstance(node, ast.ClassDef) else cls
        yield from scopes(node, inner)


def fill(scope: Scope, body: Sequence[ast.stmt], inside: tuple[ast.stmt, ...]) -> None:
    """Note the statements of a body, and of those in it."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            continue
        scope.inside[statement] = inside
        for name in ("body", "orelse", "finalbody"):
            fill(scope, getattr(statement, name, []), (*inside, statement))


def heads(statement: ast.stmt) -> Iterator[ast.AST]:
    """What belongs to a statement itself, and not to its body."""
    for name, value in ast.iter_fields(statement):
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, ast.AST) and name not in ("body", "orelse", "finalbody"):
                yield from ast.walk(node)


def read_by(statement: ast.stmt) -> Iterator[str]:
    """Names and `self.NAME`s that a statement reads; `x += e` reads x."""
    if isinstance(statement, ast.AugAssign):
        yield from written(statement.target)
    for node in heads(statement):
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Load()):
                yield f"self.{name}"
            case ast.Name(id=name, ctx=ast.Load()):
                yield name


def given_by(statement: ast.stmt) -> Iterator[str]:
    """Names and `self.NAME`s that a statement gives a value, or adds one to."""
    for node in heads(statement):
        match node:
            case ast.Name(ctx=ast.Store()) | ast.Attribute(ctx=ast.Store()):
                yield from written(node)
            case ast.Subscript(value=inner, ctx=ast.Store()):
                yield from written(inner)
            case ast.Call(func=ast.Attribute(value=inner, attr=method)):
                if method in ADDING or method.endswith("_"):
                    yield from written(inner)
                if registered := name_made(node):
                    yield f"self.{registered}"


def written(node: ast.expr) -> Iterator[str]:
    """The name of what is written to."""
    match node:
        case ast.Name(id=name):
            yield name
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            yield f"self.{name}"
        case ast.Subscript(value=inner):
            yield from written(inner)


def called_in(statement: ast.stmt) -> Iterator[str]:
    """What a statement calls by name."""
    for node in heads(statement):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                yield name
            case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=name)):
                yield f"self.{name}"


def of_name(name: str, statement: ast.stmt, scope: Scope) -> Iterator[Place]:
    """Where a variable may have got what it holds at a statement, the nearest first."""
    giving = [st for st, given in scope.gives.items() if name in given and st is not statement]
    around = scope.inside[statement]
    before = [st for st in giving if st.lineno < statement.lineno]
    for other in reversed(before):
        yield other, scope
        is_sure = set(scope.inside[other]) <= set(around) or other in around
        if is_sure and isinstance(other, ast.Assign | ast.For):
            break
    loops = [block for block in around if isinstance(block, ast.For | ast.While)]
    for other in giving:
        if other.lineno > statement.lineno and set(loops) & set(scope.inside[other]):
            yield other, scope
