"""What could stand in place of one expression."""

import ast
from copy import copy

from torchkata.source.editing.calls import calls
from torchkata.source.editing.known import MODULES, Known, Surroundings
from torchkata.source.editing.nodes import (
    MOST_NAMES,
    UNUSED,
    Others,
    attribute,
    is_callee,
    is_read,
    name_node,
    nearest,
    number_node,
)
from torchkata.source.editing.steps import extended, further, put_through, scaled
from torchkata.source.editing.subscripts import subscripts
from torchkata.source.target import last_name

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
MOST_OF_SIZE = 1000  # where there was a small number: it may be a size, and take long
EXPONENTS = (2, 0.5, -0.5, -1, 3, 1)
COUNTING = ("arange", "linspace", "range", "Embedding")
USUAL = (0.0, 0.5, 1.0, 2.0)


def alternatives(node: ast.AST, parent: ast.AST, known: Known, around: Surroundings) -> Others:
    """Others for a node, each with its rank."""
    if not isinstance(node, ast.expr) or not is_read(node):
        return
    match node:
        case ast.Constant(value=bool(flag)):
            yield from flags(flag, parent, around)
        case ast.Constant(value=int() | float() as number) if not is_negated(parent):
            yield from numbers(number, parent, known)
            yield from named(node, parent, around)
        case ast.Constant(value=str(text)):
            yield from keys(text, parent, known, around)
        case ast.Name(id=name):
            yield from names(name, parent, around)
            yield from shifted(node, parent)
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
            yield from calls(node, known, around)
        case ast.Subscript():
            yield from subscripts(node)
        case ast.List() | ast.Tuple():
            yield from exchanged(node)
        case ast.IfExp():
            yield 1, node.body
            yield 1, node.orelse
    yield from conditions(node, parent, known)
    yield from with_steps(node, parent, known, around)


def with_steps(node: ast.expr, parent: ast.AST, known: Known, around: Surroundings) -> Others:
    """One step more, where there is room for one."""
    if not isinstance(parent, ast.Slice | ast.Starred | ast.FormattedValue):
        yield from further(node, known, around)
    if not is_callee(node, parent) and not isinstance(parent, ast.Slice | ast.Tuple | ast.Starred):
        yield from extended(node, parent, known, around)
    elif isinstance(parent, ast.Tuple) and isinstance(node, ast.Name):
        yield from scaled(node, known)
        yield from put_through(node, around)


def flags(flag: bool, parent: ast.AST, around: Surroundings) -> Others:
    """The other flag, the name that an option is called by, or whether it trains."""
    yield 0, ast.Constant(not flag)
    if isinstance(parent, ast.keyword) and parent.arg in around.names:
        yield 0, ast.Name(parent.arg, ast.Load())
    arguments = around.function.args.args
    if arguments and arguments[0].arg == "self":
        yield 1, attribute("self.training")


def numbers(number: float, parent: ast.AST, known: Known) -> Others:
    """Numbers near it, then the reference's."""
    if is_power(parent):
        yield from ((0, number_node(n)) for n in EXPONENTS if n != number)
    if type(number) is int:
        near = [number + 1, number - 1, -number, number - 2, number + 2]
        yield from ((0 if i < 3 else 1, number_node(n)) for i, n in enumerate(near) if n != number)
        theirs = [n for n in known.numbers if type(n) is int and n < max(MOST_OF_SIZE, 2 * number)]
        for other in (0, 1, 2, 3, -1, -2, -3, *theirs):
            yield 1, number_node(other)
        yield from ((3, number_node(n)) for n in known.numbers if type(n) is float)
        return
    yield 0, number_node(float(f"{number:.0e}"))
    yield from ((0, number_node(n)) for n in known.numbers if type(n) is float and n != number)
    yield from ((1, number_node(number * times)) for times in (10, 0.1, 2, 0.5, -1))
    yield from ((1, number_node(n)) for n in USUAL if n != number)
    yield from ((2, number_node(n)) for n in known.numbers if type(n) is int)


def is_power(node: ast.AST) -> bool:
    """Whether a node is a number to the power of another."""
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)


def is_negated(node: ast.AST) -> bool:
    """Whether a node is a negative number: both are one to who reads it."""
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def keys(text: str, parent: ast.AST, known: Known, around: Surroundings) -> Others:
    """Other keys, the reference's too."""
    others = [*around.strings, *(known.strings if isinstance(parent, ast.Subscript) else ())]
    yield from ((1, ast.Constant(key)) for key in dict.fromkeys(others) if key != text)


def named(node: ast.expr, parent: ast.AST, around: Surroundings) -> Others:
    """For a number a name that nothing reads, or what it may be the beginning of.

    For an exponent any name.
    """
    if is_power(parent):
        yield from ((1, name_node(name)) for name in around.names)
        return
    for name in around.unused:
        yield UNUSED, name_node(name)
    for name in around.names[:MOST_NAMES]:
        for operator in (ast.Sub(), ast.Mult(), ast.Div()):
            yield 2, ast.BinOp(node, operator, ast.Name(name, ast.Load()))


def shifted(node: ast.Name, parent: ast.AST) -> Others:
    """One more or one less, where it is how many there are, or where a slice begins or ends."""
    is_count = isinstance(parent, ast.Call) and last_name(parent.func) in COUNTING
    if is_count or isinstance(parent, ast.Slice):
        for joining in (ast.Add(), ast.Sub()):
            yield 0, ast.BinOp(node, joining, ast.Constant(1))


def names(name: str, parent: ast.AST, around: Surroundings) -> Others:
    """Other names, first those that nothing reads."""
    is_own = name in around.names
    match parent:
        case ast.Call(func=ast.Name(id=called)) if called == name and not is_own:
            return
    if name in MODULES:
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


def exchanged(node: ast.List | ast.Tuple) -> Others:
    """Two of its elements exchanged, or one of several numbers left out."""
    for i in range(len(node.elts)):
        for j in range(i + 1, len(node.elts)):
            elements = list(node.elts)
            elements[i], elements[j] = elements[j], elements[i]
            yield 0 if j == i + 1 else 1, type(node)(elements, ast.Load())
    if len(node.elts) > 1 and all(isinstance(part, ast.Constant) for part in node.elts):
        for i in range(len(node.elts)):
            yield 1, type(node)([*node.elts[:i], *node.elts[i + 1 :]], ast.Load())


def conditions(node: ast.expr, parent: ast.AST, known: Known) -> Others:
    """For what is asked: the reference's questions, and last its opposite.

    That also hides a mistake in a branch: the other one is right.
    """
    is_test = isinstance(parent, ast.IfExp) and parent.test is node
    if is_test or (isinstance(parent, ast.Expression)):
        yield 2, ast.UnaryOp(ast.Not(), node)
        for test in known.tests:
            yield 1, test
