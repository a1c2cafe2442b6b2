"""From Python's syntax tree to terms."""

import ast
from collections.abc import Mapping, Sequence

from torchkata.source.structure.spelling import (
    LAST_TWO,
    MINUS_ONE,
    as_keywords,
    branch,
    inverted,
    item,
    named,
    operation,
    transposed,
)
from torchkata.source.structure.tables import LAYERS, MAKERS, NAMESPACES
from torchkata.source.structure.term import Term, number, power, product, total

COMPARISONS = {ast.Is: "is", ast.IsNot: "is not", ast.Eq: "==", ast.NotEq: "!="}
ORDERS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: "<", ast.GtE: "<="}
SWAPPED = (ast.Gt, ast.GtE)
OPPOSITE = {"is": "is not", "is not": "is", "==": "!=", "!=": "=="}
NOTHING = Term("nothing")
ALL = Term("slice", (NOTHING, NOTHING, NOTHING))
NONE = Term("#None")
ELLIPSIS = Term("#Ellipsis")


class Names:
    """What the names of a file stand for at the place that is being read."""

    def __init__(self, aliases: Mapping[str, str]) -> None:
        self.aliases = aliases  # "F" -> "torch.nn.functional"
        self.defined: dict[str, str] = {}  # local name -> "@4"
        self.self_name = ""  # first parameter of the method

    def leaf(self, name: str) -> Term:
        """A name that is read."""
        if name in self.defined:
            return Term(self.defined[name])
        return Term(f"name:{self.aliases.get(name, name)}")


def aliases(tree: ast.Module) -> dict[str, str]:
    """The full names behind the names that a file imports."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.partition(".")[0]
                found[alias.asname or root] = alias.name if alias.asname else root
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


class Reader:
    """Makes terms of expressions."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def terms(self, nodes: Sequence[ast.expr]) -> tuple[Term, ...]:
        """Several expressions."""
        return tuple(map(self.term, nodes))

    def term(self, node: ast.AST | None) -> Term:
        """An expression in its one spelling."""
        match node:
            case None:
                return NOTHING
            case ast.Constant(value):
                return constant(value)
            case ast.Name(name):
                return self.names.leaf(name)
            case ast.Attribute():
                return self.attribute(node)
            case ast.Call():
                return self.call(node)
            case ast.BinOp(left, operator, right):
                return binary(operator, self.term(left), self.term(right))
            case ast.UnaryOp(operator, operand):
                return unary(operator, self.term(operand))
            case ast.Compare():
                return self.comparison(node)
            case ast.BoolOp(ast.Or(), [value, ast.Constant(other)]) if other == 0:
                return self.term(value)  # None and 0 are as good as each other
            case ast.BoolOp(operator, values):
                return Term(type(operator).__name__.lower(), self.terms(values))
            case ast.IfExp(test, yes, no):
                return branch(self.term(test), self.term(yes), self.term(no))
            case ast.Subscript(value, index):
                return subscript(self.term(value), self.term(index))
            case ast.Tuple(elements) | ast.List(elements) | ast.Set(elements):
                return Term("tuple", self.terms(elements))
            case ast.JoinedStr():
                return Term("#'text'")
            case ast.NamedExpr(_, value):
                return self.term(value)
        return self.other(node)

    def other(self, node: ast.AST) -> Term:
        """Syntax that has one spelling anyway."""
        match node:
            case ast.Starred(value):
                return Term("starred", (self.term(value),))
            case ast.Slice(lower, upper, step):
                first = NOTHING if self.term(lower).op == "#0" else self.term(lower)
                return Term("slice", (first, self.term(upper), self.term(step)))
            case ast.Lambda(arguments, body):
                return self.bound([a.arg for a in arguments.args], "lambda", [body])
            case ast.ListComp(element, generators) | ast.GeneratorExp(element, generators):
                return self.comprehension([element], generators)
            case ast.DictComp(key, value, generators):
                return self.comprehension([key, value], generators)
        name = type(node).__name__.lower()
        return Term(name, tuple(self.term(child) for child in ast.iter_child_nodes(node)))

    def comprehension(self, elements: list[ast.expr], generators: list[ast.comprehension]) -> Term:
        """`[f(x) for x in y if z]`, as list or generator."""
        own = [n.id for g in generators for n in ast.walk(g.target) if isinstance(n, ast.Name)]
        every = [node for g in generators for node in (g.iter, *g.ifs)]
        return self.bound(own, "for", [*elements, *every])

    def bound(self, own: list[str], op: str, nodes: list[ast.expr]) -> Term:
        """Expressions in which some names are placeholders."""
        before = dict(self.names.defined)
        depth = sum(leaf.startswith("%") for leaf in before.values())
        self.names.defined |= {name: f"%{depth + place}" for place, name in enumerate(own)}
        found = Term(op, self.terms(nodes))
        self.names.defined = before
        return found

    def attribute(self, node: ast.Attribute) -> Term:
        """`self.x`, `torch.float32`, `x.shape`, `x.mT`."""
        if full := self.full_name(node):
            return known_name(full)
        value = self.term(node.value)
        if isinstance(node.value, ast.Name) and node.value.id == self.names.self_name:
            return Term(f"self.{node.attr}")
        if node.attr in ("T", "mT"):
            return transposed(value, *LAST_TWO)
        return Term(f".{node.attr}", (value,))

    def full_name(self, node: ast.expr) -> str:
        """`torch.nn.functional.softmax` for `F.softmax`; "" for what is no import."""
        match node:
            case ast.Name(name) if name not in self.names.defined:
                return self.names.aliases.get(name, "")
            case ast.Attribute(value, attr):
                start = self.full_name(value)
                return f"{start}.{attr}" if start else ""
        return ""

    def call(self, node: ast.Call) -> Term:
        """A call of a function, a layer or a method."""
        args = list(self.terms(node.args))
        given = {k.arg or "**": self.term(k.value) for k in node.keywords}
        if full := self.full_name(node.func):
            return torch_call(full, args, given)
        match node.func:
            case ast.Name("super"):
                return Term("super")
            case ast.Name("float") if len(args) == 1 and args[0].op[:2] in ("#'", '#"'):
                return known_name("math." + args[0].op[2:-1].lower().replace("infinity", "inf"))
            case ast.Name("len") if len(args) == 1:
                return item(Term(".shape", (args[0],)), Term("#0"))
            case ast.Name("list" | "tuple") if len(args) == 1 and args[0].op in ("tuple", "for"):
                return args[0]
            case ast.Attribute(value, attr) if not self.is_self(value):
                return operation(attr, [self.term(value), *args], given)
        return Term("call", (self.term(node.func), *args, *as_keywords(given)))

    def is_self(self, node: ast.expr) -> bool:
        """Whether this is the method's first parameter."""
        return isinstance(node, ast.Name) and node.id == self.names.self_name

    def comparison(self, node: ast.Compare) -> Term:
        """`a < b` for `b > a`."""
        operands = self.terms([node.left, *node.comparators])
        if len(node.ops) > 1:
            return Term(" ".join(type(op).__name__ for op in node.ops), operands)
        (operator,) = node.ops
        if type(operator) in COMPARISONS:
            op = COMPARISONS[type(operator)]
            return Term(op, operands if op.startswith("is") else tuple(sorted(operands)))
        if type(operator) in ORDERS:
            swap = isinstance(operator, SWAPPED)
            return Term(ORDERS[type(operator)], operands[::-1] if swap else operands)
        return Term(type(operator).__name__.lower(), operands)


def constant(value: object) -> Term:
    """A constant; 1.0 is 1."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(float(value)) if abs(value) < 1e15 else Term(f"#{value!r}")
    return Term(f"#{value!r}")


def known_name(full: str) -> Term:
    """A constant of a module."""
    last = full.rpartition(".")[2]
    if full.startswith(("math.", "torch.", "numpy.")) and last in ("inf", "pi", "e", "nan", "-inf"):
        minus = last.startswith("-")
        return product([(MINUS_ONE, 1), (Term("name:inf"), 1)]) if minus else Term(f"name:{last}")
    return Term(f"name:{full}")


def torch_call(full: str, args: list[Term], given: dict[str, Term]) -> Term:
    """A call of something imported."""
    last = full.rpartition(".")[2]
    if full.startswith("torch.nn.") and last in LAYERS:
        return layer(last, args, given)
    if last == "Sequential" and len(args) == 1 and args[0].op.startswith("nn."):
        return args[0]
    if full.startswith("torch.nn.") and last[:1].isupper():
        return Term(f"nn.{last}", (*args, *as_keywords(given)))
    namespace = full.removesuffix(last)
    if namespace in NAMESPACES and last not in MAKERS and (args or given):
        return operation(last, args, given)
    return Term("call", (Term(f"name:{full}"), *args, *as_keywords(given)))


def layer(name: str, args: list[Term], given: dict[str, Term]) -> Term:
    """A layer of `torch.nn`."""
    return Term(f"nn.{name}", named(args, given, LAYERS[name]))


def binary(operator: ast.operator, left: Term, right: Term) -> Term:
    """Arithmetic; what commutes has no order."""
    match operator:
        case ast.Add():
            return total([(left, 1), (right, 1)])
        case ast.Sub():
            return total([(left, 1), (right, -1)])
        case ast.Mult():
            return product([(left, 1), (right, 1)])
        case ast.Div():
            return product([(left, 1), (right, -1)])
        case ast.Pow():
            return power(left, right)
        case ast.MatMult():
            return Term("@", (left, right))
    return Term(type(operator).__name__.lower(), (left, right))


def unary(operator: ast.unaryop, operand: Term) -> Term:
    """`-x`, `~x`, `not x`."""
    match operator:
        case ast.USub():
            return product([(MINUS_ONE, 1), (operand, 1)])
        case ast.Invert():
            return inverted(operand)
        case ast.Not():
            opposite = OPPOSITE.get(operand.op)
            return Term(opposite, operand.args) if opposite else Term("not", (operand,))
    return operand


def subscript(value: Term, index: Term) -> Term:
    """`x[i]`; new axes are `unsqueeze`, and whole axes at the end are not said."""
    parts = list(index.args) if index.op == "tuple" else [index]
    if not all(part in (ALL, NONE, ELLIPSIS) for part in parts) or NONE not in parts:
        while len(parts) > 1 and parts[-1] == ALL:
            parts.pop()
        return item(value, parts[0] if len(parts) == 1 else Term("tuple", tuple(parts)))
    if ELLIPSIS in parts[1:-1] or parts.count(ELLIPSIS) > 1:
        return item(value, index)
    places = range(-len(parts), 0) if parts[0] == ELLIPSIS else range(len(parts))
    for place, part in zip(places, parts, strict=True):
        if part == NONE:
            value = operation("unsqueeze", [value, number(place)], {})
    return value
