"""What changes are made of: names that are there, and what the reference says."""

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeGuard

from torchkata.source.advice.facts import assignments
from torchkata.source.editing.lost import lost
from torchkata.source.editing.options import Option, optional, options
from torchkata.source.owners import family
from torchkata.source.target import last_name

AS_THERE = -3  # the rank of changes after which an expression stands in the reference
TELLING = (ast.BinOp, ast.Call, ast.Compare, ast.Subscript, ast.IfExp, ast.Tuple)
TENSORS = ("Parameter", "Buffer", "Tensor")
MODULES = ("torch", "nn", "F", "math", "np", "self", "super", "range", "len", "zip", "enumerate")


@dataclass(slots=True)
class Known:
    """What the reference says, by kind; names of its own are left in, and may be nobody's."""

    ranks: Collection[int]  # of the changes that are wanted
    numbers: list[int | float] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    calls: dict[str, list[ast.Call]] = field(default_factory=dict)  # by the last part of a name
    operations: list[ast.BinOp] = field(default_factory=list)
    joined: dict[str, list[ast.BinOp]] = field(default_factory=dict)  # operations, by either side
    tests: list[ast.expr] = field(default_factory=list)
    wording: set[str] = field(default_factory=set)  # of larger expressions
    steps: list[ast.expr] = field(default_factory=list)  # what names stand for
    statements: list[ast.stmt] = field(default_factory=list)  # those that do one thing


@dataclass
class Surroundings:
    """What can be named inside one function."""

    function: ast.FunctionDef
    apart: ast.FunctionDef  # the same once more: parts of it may be put into the function
    names: list[str]  # its arguments and variables
    attributes: list[str]  # of its object
    unused: list[str]  # names and `self.NAME`s with a value that nothing reads
    built: dict[str, str]  # `self.NAME`s that a call gave their value, and what was called
    strings: list[str]
    options: list[Option]  # of the file
    calls: dict[str, list[ast.Call]]  # of the file, by the last part of what is called

    @cached_property
    def operations(self) -> list[ast.BinOp]:
        """The larger ones."""
        found = (node for node in ast.walk(self.apart) if isinstance(node, ast.BinOp))
        return [node for node in found if not is_plain(node.left) or not is_plain(node.right)]

    def is_part(self, name: str) -> bool:
        """Whether a name can only be called: its class says what it is, and it is no tensor's."""
        called = self.built.get(name, "")
        return called[:1].isupper() and called not in TENSORS

    @cached_property
    def makings(self) -> list[ast.Call]:
        """The calls in it that make an object of a class, and say more than that."""
        found = {
            ast.unparse(node): node
            for node in ast.walk(self.apart)
            if isinstance(node, ast.Call) and node.args and last_name(node.func)[:1].isupper()
        }
        return list(found.values())

    @cached_property
    def spreads(self) -> list[ast.expr]:
        """What is written in brackets to give something axes of length one."""
        found = {}
        for node in ast.walk(self.function):
            if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
                parts = [ast.unparse(part) for part in node.slice.elts]
                if "None" in parts and {"None", ":", "..."}.issuperset(parts):
                    found[ast.unparse(node.slice)] = node.slice
        return list(found.values())

    @cached_property
    def given(self) -> list[tuple[ast.expr, ast.expr]]:
        """Which names and attributes it gives a value, and which value."""
        nodes = ast.walk(self.apart)
        return [pair for node in nodes if isinstance(node, ast.Assign) for pair in pairs(node)]

    @cached_property
    def has_room(self) -> bool:
        """Whether there is a place where nothing stands yet."""
        return any(isinstance(statement, ast.Pass) for statement in self.statements)

    @cached_property
    def left_alone(self) -> list[ast.expr]:
        """Attributes that hold tensors or numbers, and that this function gives no value."""
        own = {ast.unparse(target) for target, _ in self.given}
        names = [n for n in self.attributes if n not in own and not self.is_part(n)]
        return [ast.parse(name, mode="eval").body for name in names]

    @property
    def defaults(self) -> list[ast.expr]:
        """What its arguments are where they are not given."""
        return given(self.function.args)

    @property
    def statements(self) -> Iterator[ast.stmt]:
        """Those of this function, and of no inner one."""
        waiting: list[ast.AST] = list(self.function.body)
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, ast.stmt):
                yield node
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                waiting += ast.iter_child_nodes(node)


def pairs(statement: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    """The names and attributes of an assignment, each with its own value."""
    target, value = statement.targets[0], statement.value
    match target, value:
        case ast.Name() | ast.Attribute(), _:
            yield target, value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            both = zip(targets, values, strict=True)
            yield from ((t, v) for t, v in both if isinstance(t, ast.Name | ast.Attribute))


def is_plain(node: ast.expr) -> bool:
    """Whether a node is a name or a number."""
    return isinstance(node, ast.Name | ast.Constant)


def given(arguments: ast.arguments) -> list[ast.expr]:
    """The defaults of arguments."""
    return [default for _, default in optional(arguments)]


def is_call(node: ast.AST) -> TypeGuard[ast.Expr]:
    """Whether a statement does nothing but call something, and not its class's own __init__."""
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    return last_name(node.value.func) != "__init__"


def known_in(reference: str, ranks: Collection[int]) -> Known:
    """What a reference says, for changes of these ranks."""
    known = Known(ranks=ranks)
    for node in ast.walk(ast.parse(reference)):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float):
            known.numbers.append(node.value)  # type: ignore[arg-type]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            known.strings.append(node.value)
        if isinstance(node, (*TELLING, ast.Assign, ast.AugAssign)) and AS_THERE in ranks:
            known.wording.add(ast.unparse(node))
        elif isinstance(node, ast.Call):
            known.calls.setdefault(last_name(node.func), []).append(node)
        elif isinstance(node, ast.BinOp):
            known.operations.append(node)
            for words in {ast.unparse(node.left), ast.unparse(node.right)}:
                known.joined.setdefault(words, []).append(node)
        elif isinstance(node, ast.If | ast.IfExp):
            known.tests.append(node.test)
        elif isinstance(node, ast.Assign):
            known.steps.append(node.value)
        if isinstance(node, ast.Assign | ast.AugAssign) or is_call(node):
            known.statements.append(node)
    known.numbers = list(dict.fromkeys(known.numbers))
    return known


def surroundings(text: str) -> Iterator[Surroundings]:
    """Each function of a text with what it can name. Raises SyntaxError."""
    tree, apart = ast.parse(text), ast.parse(text)
    strings = [
        node.slice.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript)
        and isinstance(node.slice, ast.Constant)
        and isinstance(node.slice.value, str)
    ]
    elsewhere, never_given = read_of_others(tree), options(tree)
    calls = calls_in(apart)
    others = (function for _, function in functions(apart))
    for (cls, function), other in zip(functions(tree), others, strict=True):
        names = list(dict.fromkeys(bound_in(function)))
        own = set(read_in(function))
        made = attributes_of(cls)
        gone = {name for name, _, _ in lost(function)}
        unused = [name for name in names if name not in own or name in gone]
        if cls is not None:
            reads = {name for one in family(cls, tree) for name in read_in(one)}
            unused += [n for n in made if n not in reads and n not in elsewhere]
        keys = list(dict.fromkeys(strings))
        built = built_by(cls)
        yield Surroundings(function, other, names, made, unused, built, keys, never_given, calls)


def functions(tree: ast.Module) -> Iterator[tuple[ast.ClassDef | None, ast.FunctionDef]]:
    """Each function, and the class whose method it is."""
    for parent in ast.walk(tree):
        cls = parent if isinstance(parent, ast.ClassDef) else None
        for function in ast.iter_child_nodes(parent):
            if isinstance(function, ast.FunctionDef):
                yield cls, function


def calls_in(tree: ast.Module) -> dict[str, list[ast.Call]]:
    """The calls of a file by the last part of what is called."""
    found: dict[str, list[ast.Call]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            found.setdefault(last_name(node.func), []).append(node)
    return found


def built_by(cls: ast.ClassDef | None) -> dict[str, str]:
    """`self.NAME`s that are what a call returns, whether alone or with others, and of which."""
    methods = [node for node in cls.body if isinstance(node, ast.FunctionDef)] if cls else []
    given = (pair for method in methods for pair in assignments(method))
    calls = ((target, value) for target, value in given if isinstance(value, ast.Call))
    return {ast.unparse(target): last_name(value.func) for target, value in calls}


def read_of_others(tree: ast.Module) -> set[str]:
    """`self.NAME`s that are read of another object than `self`."""
    return {
        f"self.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Load)
        and not (isinstance(node.value, ast.Name) and node.value.id == "self")
    }


def read_in(tree: ast.AST) -> Iterator[str]:
    """Names and `self.NAME`s that are read."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                yield name
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Load()):
                yield f"self.{name}"


def bound_in(function: ast.FunctionDef) -> Iterator[str]:
    """Arguments and variables."""
    arguments = function.args
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        if argument.arg not in ("self", "ctx"):
            yield argument.arg
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id != "_":
            yield node.id


def attributes_of(cls: ast.ClassDef | None) -> list[str]:
    """`self.NAME`s that a class gives a value."""
    found: dict[str, None] = {}
    for node in ast.walk(cls) if cls is not None else ():
        match node:
            case ast.Attribute(value=ast.Name(id="self"), attr=name, ctx=ast.Store()):
                found[f"self.{name}"] = None
            case ast.Call(
                func=ast.Attribute(attr="register_buffer"), args=[ast.Constant(value=str(name)), *_]
            ):
                found[f"self.{name}"] = None
    return list(found)
