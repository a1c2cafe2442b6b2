"""One more step after an expression."""

import ast
from itertools import permutations

from torchkata.source.editing.known import Known, Surroundings
from torchkata.source.editing.nodes import (
    JOINED,
    MOST_NAMES,
    SIZED,
    Others,
    attribute,
    has_module,
    is_module,
    is_nameable,
    name_node,
)
from torchkata.source.target import last_name

GROUPS = (ast.Tuple, ast.List, ast.Dict, ast.Set, ast.JoinedStr)
JOINING = (ast.Mult, ast.Add, ast.Sub, ast.Div)
MOST_RATES = 3  # names that what nothing reads is multiplied by
MOST_KEPT = 3  # names that a call is given and that are added to it
MAKING = ("arange", "linspace", "zeros", "ones", "full", "empty", "eye", "rand", "randn")
TURNED = (ast.Sub, ast.Div)  # which are something else from the other side
ROOTS = ("sqrt", "rsqrt")
USUAL_EPS = (1e-5, 1e-6, 1e-8, 1e-12)
LARGEST_EPS = 1e-2
UNARY = ("sqrt", "rsqrt", "exp", "log", "square", "abs")


def extended(node: ast.expr, parent: ast.AST, known: Known, around: Surroundings) -> Others:
    """With one more step: what nothing reads put to use, a sign, one of the reference's calls."""
    if isinstance(node, GROUPS):  # which Python repeats where they are multiplied
        return
    if any(isinstance(part, ast.Name) and part.id == "super" for part in ast.walk(node)):
        return
    for name in around.unused:
        term = name_node(name)
        if not around.is_part(name):
            for operator in JOINING:
                yield JOINED, ast.BinOp(node, operator(), term)
            if isinstance(term, ast.Name):
                yield from blended(node, term, around)
        if name.startswith("self."):
            yield JOINED, ast.Call(term, [node], [])
        if name in around.built:
            yield JOINED, ast.BinOp(node, ast.Add(), ast.Call(term, [node], []))
    yield from with_two(node, around)
    yield from guarded(node, parent, known)
    yield from kept(node, around)
    yield 2, ast.UnaryOp(ast.USub(), node)
    yield 2, ast.UnaryOp(ast.Invert(), node)
    is_unpacked = isinstance(parent, ast.Assign) and not isinstance(parent.targets[0], ast.Name)
    is_size = around.function.name == "__init__" or (
        isinstance(parent, ast.Call) and last_name(parent.func) in MAKING
    )
    if isinstance(node, ast.Name) and is_size and not is_unpacked:
        yield from sized(node, around)
        yield from ((SIZED, other) for _, other in scaled(node, known))
    is_joined = isinstance(parent, ast.Call | ast.Attribute | ast.BinOp | ast.Assign | ast.Return)
    if is_joined and {2, 3}.intersection(known.ranks) and not has_module(node):
        yield from stepped(node, known, around)


def with_two(node: ast.expr, around: Surroundings) -> Others:
    """With two things that nothing reads: a matrix and a bias, or one part after another."""
    own = [name for name in around.unused if name.startswith("self.")]
    tensors = [name for name in own if not around.is_part(name)]
    for weight, bias in permutations(tensors, 2) if around.function.name != "__init__" else ():
        product = ast.BinOp(node, ast.MatMult(), attribute(weight))
        yield JOINED, ast.BinOp(product, ast.Add(), attribute(bias))
    for one, other in permutations([name for name in own if name in around.built], 2):
        inner = ast.Call(attribute(other), [node], [])
        yield JOINED, ast.BinOp(node, ast.Add(), ast.Call(attribute(one), [inner], []))


def guarded(node: ast.expr, parent: ast.AST, known: Known) -> Others:
    """With what keeps it from zero, where a root is taken of it."""
    match parent:
        case ast.Attribute(attr=name) | ast.Call(func=ast.Attribute(attr=name)):
            is_root = name in ROOTS
        case ast.BinOp(left=left, op=ast.Pow(), right=exponent):
            is_root = left is node and ast.unparse(exponent) in ("0.5", "-0.5")
        case _:
            is_root = False
    if is_root and not isinstance(node, ast.Constant):
        small = [n for n in known.numbers if type(n) is float and 0 < n < LARGEST_EPS]
        for number in dict.fromkeys((*small, *USUAL_EPS)):
            yield 0, ast.BinOp(node, ast.Add(), ast.Constant(number))


def kept(node: ast.expr, around: Surroundings) -> Others:
    """With what a call is given added to what it gives, as residual connections do."""
    if isinstance(node, ast.Call):
        given = [n.id for n in ast.walk(node) if isinstance(n, ast.Name) and n.id in around.names]
        for name in list(dict.fromkeys(given))[:MOST_KEPT]:
            yield 1, ast.BinOp(ast.Name(name, ast.Load()), ast.Add(), node)


def put_through(node: ast.expr, around: Surroundings) -> Others:
    """With a call of what was built, and nothing uses."""
    for name in around.unused:
        if name in around.built:
            yield JOINED, ast.Call(attribute(name), [node], [])


def blended(node: ast.expr, term: ast.Name, around: Surroundings) -> Others:
    """With a part of what nothing reads: as decay adds, or what remains of a running average.

    Spread over the axes that something else here is spread over.
    """
    for name in around.names[:MOST_RATES] if isinstance(node, ast.Name) else ():
        rate = ast.Name(name, ast.Load())
        yield JOINED, ast.BinOp(node, ast.Add(), ast.BinOp(rate, ast.Mult(), term))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        rest = ast.BinOp(ast.Constant(1), ast.Sub(), node.left)
        yield JOINED, ast.BinOp(node, ast.Add(), ast.BinOp(rest, ast.Mult(), term))
    for index in around.spreads:
        spread = ast.Subscript(term, index, ast.Load())
        for joining in JOINING:
            yield JOINED, ast.BinOp(node, joining(), spread)


def further(node: ast.expr, known: Known, around: Surroundings) -> Others:
    """One step on, where the reference has the same expression and takes that step."""
    if 0 not in known.ranks:
        return
    for operation in known.joined.get(ast.unparse(node), []):
        if is_nameable([operation], around):
            yield 0, operation
    yield from beside(node, around)


def beside(node: ast.expr, around: Surroundings) -> Others:
    """With what another line of the function joins to something that is written alike."""
    for operation in around.operations:
        left, right = operation.left, operation.right
        if are_alike(node, left):
            yield 0, ast.BinOp(node, operation.op, right)
        if are_alike(node, right):
            yield 0, ast.BinOp(left, operation.op, node)


def are_alike(node: ast.expr, other: ast.expr) -> bool:
    """Whether both are calls of the same function, or subscripts, or operations, of such."""
    match node, other:
        case ast.Call(), ast.Call():
            return last_name(node.func) == last_name(other.func) != ""
        case ast.Subscript(), ast.Subscript():
            return are_alike(node.value, other.value)
        case ast.BinOp(), ast.BinOp():
            return type(node.op) is type(other.op)
    return False


def sized(node: ast.Name, around: Surroundings) -> Others:
    """A size with another one to it: of what is built most numbers are products or sums."""
    for name in around.names:
        if name != node.id:
            for operator in (ast.Mult(), ast.Add()):
                yield SIZED, ast.BinOp(node, operator, ast.Name(name, ast.Load()))


def scaled(node: ast.expr, known: Known) -> Others:
    """With a number that the reference joins to something."""
    for operation in known.operations:
        if isinstance(operation.right, ast.Constant):
            yield 2, ast.BinOp(node, operation.op, operation.right)
        if isinstance(operation.left, ast.Constant):
            yield 2, ast.BinOp(operation.left, operation.op, node)


def stepped(node: ast.expr, known: Known, around: Surroundings) -> Others:
    """With a step that the reference takes somewhere."""
    for name, group in known.calls.items():
        for call in group:
            if isinstance(call.func, ast.Attribute) and not is_module(call.func.value):
                if is_nameable(call.args, around):
                    function = ast.Attribute(node, call.func.attr, ast.Load())
                    yield 3, ast.Call(function, call.args, call.keywords)
            elif call.args and name not in MAKING and is_nameable(call.args[1:], around):
                yield 3, ast.Call(call.func, [node, *call.args[1:]], call.keywords)
    yield from scaled(node, known)
    for operation in known.operations:
        for number, term in enumerate((operation.left, operation.right)):
            if is_nameable([term], around) and not isinstance(term, ast.Constant):
                pair = (term, node) if number == 0 else (node, term)
                yield 3, ast.BinOp(pair[0], operation.op, pair[1])
    for step in known.steps:
        if is_nameable([step], around) and not isinstance(step, ast.Constant):
            yield 3, ast.BinOp(node, ast.Mult(), step)
            yield 3, ast.BinOp(node, ast.Add(), step)
    if isinstance(node, ast.Name):
        for name in [n for n in around.attributes if n not in around.built][: 2 * MOST_NAMES]:
            for joining in (ast.Sub(), ast.Mult(), ast.FloorDiv()):
                yield 2, ast.BinOp(node, joining, attribute(name))
    for name in around.names[: 2 * MOST_NAMES]:
        other = ast.Name(name, ast.Load())
        for operator in JOINING:
            yield 3, ast.BinOp(node, operator(), other)
        for operator in TURNED:
            yield 3, ast.BinOp(other, operator(), node)
    if not isinstance(node, ast.Constant):
        yield 2, ast.BinOp(node, ast.Pow(), ast.Constant(0.5))
        for called in UNARY:
            yield 2, ast.Call(ast.Attribute(node, called, ast.Load()), [], [])
        yield 2, ast.Attribute(node, "mT", ast.Load())
        axes: list[ast.expr] = [ast.Constant(1), ast.Constant(2)]
        yield 2, ast.Call(ast.Attribute(node, "transpose", ast.Load()), axes, [])
