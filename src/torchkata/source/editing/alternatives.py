"""What could stand in place of one expression."""

import ast
from collections.abc import Iterator
from copy import copy
from difflib import SequenceMatcher
from itertools import permutations
from typing import TypeVar

from torchkata.source.editing.known import MODULES, Known, Surroundings, last_name

T = TypeVar("T")
Ranked = tuple[int, T]
Others = Iterator[Ranked[ast.expr]]

NEIGHBOURS = (  # functions that are taken for one another
    ("sum", "mean", "prod"),
    ("softmax", "log_softmax"),
    ("zeros", "ones", "empty", "randn"),
    ("zeros_like", "ones_like", "randn_like", "empty_like"),
    ("sin", "cos"),
    ("triu", "tril"),
    ("max", "min", "amax", "amin"),
    ("maximum", "minimum"),
    ("argmax", "argmin"),
    ("exp", "expm1", "log", "log1p"),
    ("sqrt", "rsqrt", "square", "abs"),
    ("relu", "gelu", "silu", "tanh", "sigmoid"),
    ("ReLU", "GELU", "SiLU", "Tanh", "Sigmoid", "Identity"),
    ("repeat", "repeat_interleave", "expand", "tile"),
    ("var", "std"),
    ("cat", "stack"),
    ("add", "sub", "mul", "div"),
    ("add_", "sub_", "mul_", "div_"),
    ("mul", "div", "add"),
    ("all", "any"),
    ("cumsum", "cumprod"),
)
OPERATORS = (
    (ast.Add, ast.Sub),
    (ast.Mult, ast.Div),
    (ast.FloorDiv, ast.Mod),
    (ast.Add, ast.Mult),
    (ast.BitAnd, ast.BitOr),
)
COMPARISONS = (
    (ast.Lt, ast.LtE, ast.Gt, ast.GtE),
    (ast.Eq, ast.NotEq),
    (ast.Is, ast.IsNot),
    (ast.In, ast.NotIn),
)
JOINING = (ast.Mult, ast.Add, ast.Sub, ast.Div)
UNUSED, JOINED = -2, -1  # ranks of what puts to use what nothing reads: it is there for something
EXPONENTS = (2, 0.5, -0.5, -1, 3, 1)
MOST_NAMES = 5


def alternatives(node: ast.AST, parent: ast.AST, known: Known, around: Surroundings) -> Others:
    """Others for a node, each with its rank."""
    if not isinstance(node, ast.expr) or not is_read(node):
        return
    match node:
        case ast.Constant(value=bool(flag)):
            yield 0, ast.Constant(not flag)
        case ast.Constant(value=int() | float() as number):
            yield from numbers(number, parent, known)
            yield from named(node, around)
        case ast.Constant(value=str(text)):
            yield from ((1, ast.Constant(key)) for key in around.strings if key != text)
        case ast.Name(id=name):
            yield from names(name, parent, around)
        case ast.Attribute(value=ast.Name(id="self"), attr=name):
            yield from attributes(f"self.{name}", around)
        case ast.BinOp():
            yield from operations(node)
        case ast.UnaryOp(operand=ast.Constant(value=int() | float() as number)):
            yield from numbers(-number, parent, known)
        case ast.UnaryOp(operand=operand):
            yield 0, operand
        case ast.Compare(ops=[operator]):
            yield from comparisons(node, operator)
        case ast.BoolOp():
            other = copy(node)
            other.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield 1, other
        case ast.Call():
            yield from calls(node, known)
        case ast.Subscript():
            yield from subscripts(node)
        case ast.List() | ast.Tuple():
            yield from exchanged(node)
        case ast.IfExp():
            yield 1, node.body
            yield 1, node.orelse
    yield from conditions(node, parent, known)
    if not is_callee(node, parent) and not isinstance(parent, ast.Slice | ast.Tuple | ast.Starred):
        yield from extended(node, parent, known, around)


def is_read(node: ast.expr) -> bool:
    """Whether a value is read."""
    return isinstance(getattr(node, "ctx", ast.Load()), ast.Load)


def is_callee(node: ast.expr, parent: ast.AST) -> bool:
    """Whether a node is what is called, or what a dot follows."""
    if isinstance(node, ast.Name) and node.id in MODULES:
        return True
    is_called = isinstance(parent, ast.Call) and parent.func is node
    return is_called or isinstance(node, ast.Slice | ast.Constant | ast.Starred | ast.JoinedStr)


def number_node(number: float) -> ast.expr:
    """A number; negative ones are an operation to Python."""
    return ast.UnaryOp(ast.USub(), ast.Constant(-number)) if number < 0 else ast.Constant(number)


def numbers(number: float, parent: ast.AST, known: Known) -> Others:
    """Numbers near it, then the reference's."""
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow):
        yield from ((0, number_node(n)) for n in EXPONENTS if n != number)
    if type(number) is int:
        near = [number + 1, number - 1, -number, number - 2, number + 2]
        yield from ((0 if i < 3 else 1, number_node(n)) for i, n in enumerate(near) if n != number)
        for other in (0, 1, 2, 3, -1, -2, -3, *(n for n in known.numbers if type(n) is int)):
            yield 1, number_node(other)
        yield from ((2, number_node(n)) for n in known.numbers if type(n) is float)
        return
    yield 0, number_node(float(f"{number:.0e}"))
    yield from ((0, number_node(n)) for n in known.numbers if type(n) is float and n != number)
    yield from ((1, number_node(number * times)) for times in (10, 0.1, 2, 0.5, -1))
    yield from ((1, number_node(n)) for n in known.numbers if type(n) is int)


def named(node: ast.expr, around: Surroundings) -> Others:
    """For a number a name that nothing reads, or what it may be the beginning of."""
    for name in around.unused:
        yield UNUSED, attribute(name) if name.startswith("self.") else ast.Name(name, ast.Load())
    for name in around.names[:MOST_NAMES]:
        for operator in (ast.Sub(), ast.Mult(), ast.Div()):
            yield 1, ast.BinOp(node, operator, ast.Name(name, ast.Load()))


def names(name: str, parent: ast.AST, around: Surroundings) -> Others:
    """Other names, first those that nothing reads."""
    is_called = isinstance(parent, ast.Call) and parent.func.__class__ is ast.Name
    if name in MODULES or (is_called and parent.func.id == name):  # type: ignore[attr-defined]
        return
    for other in nearest(name, [n for n in around.names if n != name]):
        yield UNUSED if other in around.unused else 1, ast.Name(other, ast.Load())
    for other in around.unused:
        if other.startswith("self."):
            yield UNUSED, attribute(other)


def attributes(name: str, around: Surroundings) -> Others:
    """Other attributes, first those that nothing reads."""
    for other in nearest(name, [n for n in around.attributes if n != name]):
        yield UNUSED if other in around.unused else 1, attribute(other)
    for other in around.unused:
        if not other.startswith("self."):
            yield UNUSED, ast.Name(other, ast.Load())


def nearest(name: str, others: list[str]) -> list[str]:
    """Those that look most like it."""
    ranked = sorted(others, key=lambda other: -SequenceMatcher(None, name, other).ratio())
    return ranked[: 2 * MOST_NAMES]


def attribute(name: str) -> ast.expr:
    """`self.NAME` as a node."""
    return ast.Attribute(ast.Name("self", ast.Load()), name.removeprefix("self."), ast.Load())


def operations(node: ast.BinOp) -> Others:
    """Another operator, its operands exchanged, or one of them alone."""
    for first, second in OPERATORS:
        for one, other in ((first, second), (second, first)):
            if isinstance(node.op, one):
                yield 0, ast.BinOp(node.left, other(), node.right)
    if not isinstance(node.op, ast.Add | ast.Mult):
        yield 0, ast.BinOp(node.right, node.op, node.left)
    yield 1, node.left
    yield 1, node.right


def comparisons(node: ast.Compare, operator: ast.cmpop) -> Others:
    """The other ways to compare."""
    for group in COMPARISONS:
        if isinstance(operator, group):
            for other in group:
                if not isinstance(operator, other):
                    yield 0, ast.Compare(node.left, [other()], node.comparators)


def calls(node: ast.Call, known: Known) -> Others:
    """Its arguments otherwise, another function, or what it is called on."""
    yield from argued(node)
    yield from worded(node, known)
    yield from neighbours(node)
    if isinstance(node.func, ast.Attribute) and not is_module(node.func.value):
        yield 1, node.func.value
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield 1, node.args[0]


def is_module(node: ast.expr) -> bool:
    """Whether a value is a library's or the object itself."""
    return isinstance(node, ast.Name) and node.id in MODULES


def argued(node: ast.Call) -> Others:
    """Two of its arguments exchanged."""
    for i in range(len(node.args)):
        for j in range(i + 1, len(node.args)):
            args = list(node.args)
            args[i], args[j] = args[j], args[i]
            yield 0 if j == i + 1 else 1, ast.Call(node.func, args, node.keywords)
    value = node.func.value if isinstance(node.func, ast.Attribute) else None
    if value is not None and not is_module(value) and len(node.args) == 1:
        assert isinstance(node.func, ast.Attribute)
        function = ast.Attribute(node.args[0], node.func.attr, ast.Load())
        yield 1, ast.Call(function, [value], node.keywords)


def worded(node: ast.Call, known: Known) -> Others:
    """One of its named arguments left out, or one that the reference gives the same function."""
    for keyword in node.keywords:
        rest = [other for other in node.keywords if other is not keyword]
        yield 1, ast.Call(node.func, node.args, rest)
    has = {keyword.arg for keyword in node.keywords}
    for call in known.calls.get(last_name(node.func), []):
        for keyword in call.keywords:
            if keyword.arg not in has:
                yield 0, ast.Call(node.func, node.args, [*node.keywords, keyword])
    for name, value in (("keepdim", True), ("unbiased", False), ("bias", False)):
        if name not in has and not (name == "bias" and last_name(node.func) not in LAYERS):
            yield (
                2,
                ast.Call(
                    node.func, node.args, [*node.keywords, ast.keyword(name, ast.Constant(value))]
                ),
            )


LAYERS = ("Linear", "Conv2d", "Conv1d", "Conv3d")


def neighbours(node: ast.Call) -> Others:
    """The function's neighbours."""
    name = last_name(node.func)
    for group in NEIGHBOURS:
        for other in group if name in group else ():
            if other != name and isinstance(node.func, ast.Attribute):
                function = ast.Attribute(node.func.value, other, ast.Load())
                yield 1, ast.Call(function, node.args, node.keywords)


def subscripts(node: ast.Subscript) -> Others:
    """New axes in other places, a slice with one end less or the other end."""
    index = node.slice
    if isinstance(index, ast.Tuple) and any(is_none(part) for part in index.elts):
        for order in dict.fromkeys(
            permutations([None if is_none(e) else i for i, e in enumerate(index.elts)])
        ):
            rest = [i for i in order if i is not None]
            if rest == sorted(rest):
                elements = [ast.Constant(None) if i is None else index.elts[i] for i in order]
                yield 0, ast.Subscript(node.value, ast.Tuple(elements, ast.Load()), ast.Load())
    parts = index.elts if isinstance(index, ast.Tuple) else [index]
    for place, part in enumerate(parts):
        for other in sliced(part):
            elements = [*parts[:place], other, *parts[place + 1 :]]
            new = ast.Tuple(elements, ast.Load()) if isinstance(index, ast.Tuple) else other
            yield 1, ast.Subscript(node.value, new, ast.Load())
    yield 2, node.value


def is_none(node: ast.expr) -> bool:
    """Whether a node is None."""
    return isinstance(node, ast.Constant) and node.value is None


def sliced(part: ast.expr) -> Iterator[ast.expr]:
    """Other slices for a slice."""
    if not isinstance(part, ast.Slice):
        return
    low, high, step = part.lower, part.upper, part.step
    yield ast.Slice(high, low, step)
    one = ast.Constant(1)
    for end in (low, high):
        if end is None:
            continue
        for operator in (ast.Add(), ast.Sub()):
            moved = ast.BinOp(end, operator, one)
            lows = moved if end is low else low
            yield ast.Slice(lows, high if end is low else moved, step)
    yield ast.Slice(low, None, step)
    yield ast.Slice(None, high, step)
    yield ast.Slice(one, high, step)
    yield ast.Slice(low, ast.UnaryOp(ast.USub(), one), step)


def exchanged(node: ast.List | ast.Tuple) -> Others:
    """Two of its elements exchanged."""
    for i in range(len(node.elts)):
        for j in range(i + 1, len(node.elts)):
            elements = list(node.elts)
            elements[i], elements[j] = elements[j], elements[i]
            yield 0 if j == i + 1 else 1, type(node)(elements, ast.Load())


def conditions(node: ast.expr, parent: ast.AST, known: Known) -> Others:
    """For what is asked: the reference's questions, and its opposite."""
    is_test = isinstance(parent, ast.IfExp) and parent.test is node
    if is_test or (isinstance(parent, ast.Expression)):
        yield 0, ast.UnaryOp(ast.Not(), node)
        for test in known.tests:
            yield 1, test


def extended(node: ast.expr, parent: ast.AST, known: Known, around: Surroundings) -> Others:
    """With one more step: what nothing reads put to use, a sign, one of the reference's calls."""
    for name in around.unused:
        term = attribute(name) if name.startswith("self.") else ast.Name(name, ast.Load())
        for operator in JOINING:
            yield JOINED, ast.BinOp(node, operator(), term)
        if name.startswith("self."):
            yield JOINED, ast.Call(term, [node], [])
    yield 1, ast.UnaryOp(ast.USub(), node)
    yield 1, ast.UnaryOp(ast.Invert(), node)
    is_joined = isinstance(parent, ast.Call | ast.Attribute | ast.BinOp | ast.Assign | ast.Return)
    if is_joined and max(known.ranks) > 0 and not has_module(node):
        yield from stepped(node, known, around)


def has_module(node: ast.expr) -> bool:
    """Whether a node is a number of a library, such as `math.pi`."""
    return isinstance(node, ast.Attribute) and is_module(node.value) and not is_self(node.value)


def stepped(node: ast.expr, known: Known, around: Surroundings) -> Others:
    """With a step that the reference takes somewhere."""
    for group in known.calls.values():
        for call in group:
            if isinstance(call.func, ast.Attribute) and not is_module(call.func.value):
                if is_nameable(call.args, around):
                    function = ast.Attribute(node, call.func.attr, ast.Load())
                    yield 2, ast.Call(function, call.args, call.keywords)
            elif call.args and is_nameable(call.args[1:], around):
                yield 2, ast.Call(call.func, [node, *call.args[1:]], call.keywords)
    for operation in known.operations:
        if is_nameable([operation.right], around):
            rank = 1 if isinstance(operation.right, ast.Constant) else 2
            yield rank, ast.BinOp(node, operation.op, operation.right)
        if is_nameable([operation.left], around):
            yield 2, ast.BinOp(operation.left, operation.op, node)
    for step in known.steps:
        if is_nameable([step], around) and not isinstance(step, ast.Constant):
            yield 2, ast.BinOp(node, ast.Mult(), step)
            yield 2, ast.BinOp(node, ast.Add(), step)
    for operator in JOINING:
        for name in around.names[:MOST_NAMES]:
            yield 2, ast.BinOp(node, operator(), ast.Name(name, ast.Load()))


def is_nameable(nodes: list[ast.expr], around: Surroundings) -> bool:
    """Whether every name in them means something here."""
    for node in nodes:
        for part in ast.walk(node):
            if isinstance(part, ast.Name) and part.id not in (*around.names, *MODULES):
                return False
            if (
                isinstance(part, ast.Attribute)
                and is_self(part.value)
                and f"self.{part.attr}" not in around.attributes
            ):
                return False
    return True


def is_self(node: ast.expr) -> bool:
    """Whether a node is the object."""
    return isinstance(node, ast.Name) and node.id == "self"
