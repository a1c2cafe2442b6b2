"""Calls otherwise: their arguments, the function, or what it is called on."""

import ast

from torchkata.source.editing.beside import as_elsewhere
from torchkata.source.editing.known import Known, Surroundings
from torchkata.source.editing.nodes import JOINED, Others, is_module, is_nameable, name_node
from torchkata.source.target import last_name

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
    ("exp", "sigmoid", "softmax"),
    ("mean", "amax"),
    ("logsumexp", "sum", "amax"),
    ("sqrt", "rsqrt", "square", "abs"),
    ("relu", "gelu", "silu", "tanh", "sigmoid", "leaky_relu", "elu"),
    ("ReLU", "GELU", "SiLU", "Tanh", "Sigmoid", "Identity", "LeakyReLU", "ELU"),
    ("repeat", "repeat_interleave", "expand", "tile"),
    ("var", "std"),
    ("cat", "stack"),
    ("add", "sub", "mul", "div"),
    ("add_", "sub_", "mul_", "div_"),
    ("all", "any"),
    ("cumsum", "cumprod"),
)
SPREADS = ("var", "std")
SUMS = (
    "sum",
    "mean",
    "amax",
    "amin",
    "max",
    "min",
    "prod",
    "norm",
    "logsumexp",
    "argmax",
    *SPREADS,
)
ATTENTION = ("attn", "attention")
USUAL = (  # what is left out of some calls
    ("keepdim", True, SUMS),
    ("unbiased", False, SPREADS),
    ("bias", False, ("Linear", "Conv2d", "Conv1d", "Conv3d")),
)


def calls(node: ast.Call, known: Known, around: Surroundings) -> Others:
    """Its arguments otherwise, another function, or what it is called on."""
    yield from opted(node, around)
    yield from argued(node)
    yield from worded(node, known)
    yield from as_elsewhere(node, around)
    yield from fuller(node, known, around)
    yield from inside_out(node)
    yield from of_another_class(node, known, around)
    yield from masked(node, around)
    yield from neighbours(node)
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        yield from ranges(node)
    if isinstance(node.func, ast.Attribute) and not is_module(node.func.value):
        yield 1, node.func.value
    if node.args and not isinstance(node.args[0], ast.Starred):
        yield 1, node.args[0]


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


def opted(node: ast.Call, around: Surroundings) -> Others:
    """With an option that the file's own functions have, and that nothing ever sets."""
    for option in around.options:
        is_flag = isinstance(node.func, ast.Attribute | ast.Subscript) and not option.owner
        if is_flag or (isinstance(node.func, ast.Name) and node.func.id == option.owner):
            keyword = option.given([] if is_flag else around.names)
            if keyword is not None:
                yield 1, ast.Call(node.func, node.args, [*node.keywords, keyword])


def ranges(node: ast.Call) -> Others:
    """A loop that begins at 0 or at 1, and goes one further or not."""
    one = ast.Constant(1)
    match node.args:
        case [ast.expr() as end]:
            yield 0, ast.Call(node.func, [one, end], [])
            yield 0, ast.Call(node.func, [one, ast.BinOp(end, ast.Add(), one)], [])
        case [ast.expr(), ast.BinOp(left=end, op=ast.Add(), right=ast.Constant(value=1))]:
            yield 0, ast.Call(node.func, [end], [])
        case [ast.expr(), end]:
            yield 0, ast.Call(node.func, [end], [])


def worded(node: ast.Call, known: Known) -> Others:
    """An argument that it could do without left out, or one that the reference gives besides."""
    if last_name(node.func)[:1].isupper() and len(node.args) > 1:
        yield 1, ast.Call(node.func, node.args[:-1], node.keywords)
    for keyword in node.keywords:
        rest = [other for other in node.keywords if other is not keyword]
        yield 1, ast.Call(node.func, node.args, rest)
    has = {keyword.arg for keyword in node.keywords}
    for call in known.calls.get(last_name(node.func), []):
        for keyword in call.keywords:
            if keyword.arg not in has:
                yield 0, ast.Call(node.func, node.args, [*node.keywords, keyword])
    for name, value, functions in USUAL:
        if name not in has and last_name(node.func) in functions:
            keywords = [*node.keywords, ast.keyword(name, ast.Constant(value))]
            yield 0, ast.Call(node.func, node.args, keywords)


def fuller(node: ast.Call, known: Known, around: Surroundings) -> Others:
    """With the arguments that the reference gives besides; where nothing is given, with a name."""
    count = len(node.args)
    for call in known.calls.get(last_name(node.func), []):
        if is_nameable(call.args[count:], around) and len(call.args) > count:
            yield 0, ast.Call(node.func, [*node.args, *call.args[count:]], node.keywords)
    if last_name(node.func)[:1].isupper() and not (node.args or node.keywords):
        for name in around.names:
            yield 1, ast.Call(node.func, [ast.Name(name, ast.Load())], [])


def inside_out(node: ast.Call) -> Others:
    """Two calls in each other, the outer one inside."""
    match node.args:
        case [ast.Call(args=[inner]) as call] if not (node.keywords or call.keywords):
            yield 1, ast.Call(call.func, [ast.Call(node.func, [inner], [])], [])


def of_another_class(node: ast.Call, known: Known, around: Surroundings) -> Others:
    """For an object of a class that the reference never makes one of: what is made beside it."""
    if last_name(node.func)[:1].isupper() and last_name(node.func) not in known.calls:
        yield from ((1, call) for call in around.makings)


def masked(node: ast.Call, around: Surroundings) -> Others:
    """With a mask that nothing reads."""
    for name in around.unused:
        if "mask" in name and any(word in last_name(node.func) for word in ATTENTION):
            keyword = ast.keyword("attn_mask", name_node(name))
            yield JOINED, ast.Call(node.func, node.args, [*node.keywords, keyword])


def neighbours(node: ast.Call) -> Others:
    """The function's neighbours."""
    name = last_name(node.func)
    for group in NEIGHBOURS:
        for other in group if name in group else ():
            if other != name and isinstance(node.func, ast.Attribute):
                function = ast.Attribute(node.func.value, other, ast.Load())
                yield 1, ast.Call(function, node.args, node.keywords)
