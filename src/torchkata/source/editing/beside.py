"""What stands beside a statement or a call: `k` is made as `q` is, and so are its parts."""

import ast
from collections.abc import Iterator
from copy import deepcopy

from torchkata.source.editing.known import Known, Surroundings, pairs
from torchkata.source.editing.nodes import JOINED, Others, Ranked, is_nameable
from torchkata.source.target import last_name

SHORT = 3  # letters of a name in which one of them tells what it is about: `wq`, `bq`


def as_beside(statement: ast.stmt, around: Surroundings) -> Iterator[Ranked[str]]:
    """An assignment with the value, or a part of the value, that another name is given here."""
    if not isinstance(statement, ast.Assign):
        return
    before = statement.value
    for target, value in pairs(statement):
        for other, model in around.given:
            for own in counterparts(value, said_of(target, other, model, around)):
                statement.value = with_other(before, value, own)
                yield 0, ast.unparse(statement)
    statement.value = before


def said_of(
    target: ast.expr, other: ast.expr, model: ast.expr, around: Surroundings
) -> ast.expr | None:
    """What is said of another name, or of this one elsewhere; None where it tells nothing."""
    if ast.unparse(target) == ast.unparse(other):
        return model
    return renamed(model, other, target, around)


def with_other(whole: ast.expr, part: ast.expr, other: ast.expr) -> ast.expr:
    """Another value in place of one, or of one among several."""
    if isinstance(whole, ast.Tuple) and whole is not part:
        return ast.Tuple([other if one is part else one for one in whole.elts], whole.ctx)
    return other


def counterparts(value: ast.expr, model: ast.expr | None) -> Iterator[ast.expr]:
    """The model in place of a value, or one of its two operands beside what is there."""
    if model is None:
        return
    yield model
    if isinstance(model, ast.BinOp):
        left, right = value, value
        if isinstance(value, ast.BinOp) and type(value.op) is type(model.op):
            left, right = value.left, value.right
        yield ast.BinOp(model.left, model.op, right)
        yield ast.BinOp(left, model.op, model.right)


def renamed(
    model: ast.expr, other: ast.expr, target: ast.expr, around: Surroundings
) -> ast.expr | None:
    """The value of another name, said of this one; None where it says nothing of either."""
    theirs, ours = telling_parts(last_name(other), last_name(target))
    if theirs not in ast.unparse(model):
        return None
    renaming = Renaming(theirs, ours, around)
    value: ast.expr = renaming.visit(deepcopy(model))
    return value if renaming.is_used else None


def telling_parts(other: str, own: str) -> tuple[str, str]:
    """In what two names differ: `q` and `k` of `q_proj` and `k_proj`."""
    theirs, ours = other.split("_"), own.split("_")
    if len(theirs) == len(ours):
        differ = [pair for pair in zip(theirs, ours, strict=True) if pair[0] != pair[1]]
        if len(differ) == 1:
            return differ[0]
    return other, own


class Renaming(ast.NodeTransformer):
    """Says of one name what is said of another one, where the names for it are there."""

    def __init__(self, theirs: str, ours: str, around: Surroundings) -> None:
        self.theirs, self.ours = theirs, ours
        self.names, self.attributes = set(around.names), set(around.attributes)
        self.is_used = False

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A variable."""
        return ast.Name(self.other(node.id, self.names, ""), node.ctx)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """An attribute of the object, or what a value is asked for: `x.mean` for `x.var`."""
        if isinstance(node.value, ast.Name) and node.value.id == "self":
            return ast.Attribute(node.value, self.other(node.attr, self.attributes, "self."))
        name = node.attr
        if name == self.theirs and len(name) > 1:
            name, self.is_used = self.ours, True
        return ast.Attribute(self.visit(node.value), name, node.ctx)

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """A key."""
        if node.value == self.theirs:
            self.is_used = True
            return ast.Constant(self.ours)
        return node

    def other(self, name: str, there: set[str], prefix: str) -> str:
        """A name with one part for the other, if that is there."""
        parts = [self.ours if part == self.theirs else part for part in name.split("_")]
        found = "_".join(parts)
        if found == name and len(name) <= SHORT and len(self.theirs) == len(self.ours) == 1:
            found = name.replace(self.theirs, self.ours)
        if found == name or prefix + found not in there:
            return name
        self.is_used = True
        return found


def added(statement: ast.stmt, known: Known, around: Surroundings) -> Iterator[Ranked[str]]:
    """One statement more: after what stands here, or where nothing stands yet."""
    is_vacant = isinstance(statement, ast.Pass)
    if isinstance(statement, ast.Return) or (around.has_room and not is_vacant):
        return
    words = "" if is_vacant else f"{ast.unparse(statement)}; "
    for other in known.statements:
        if is_nameable([other], around) and (is_vacant or is_foreign(other, around)):
            yield 0 if is_vacant else 2, words + ast.unparse(other)
    for name in around.unused:
        if name in around.names and (not words or name in assigned_in(statement)):
            places = [place for place in around.names if place != name]
            yield from ((JOINED, f"{words}{place}.data.copy_({name})") for place in places)
    for given, model in around.given:
        is_here = words and model.lineno == statement.lineno
        if isinstance(given, ast.Attribute) and (not words or is_here):
            for target in around.left_alone:
                value = renamed(model, given, target, around)
                if value is not None:
                    yield 0, words + ast.unparse(ast.Assign([target], value, lineno=0))


def is_foreign(statement: ast.stmt, around: Surroundings) -> bool:
    """Whether it only calls something, and nothing here calls the like."""
    if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call)):
        return False
    return last_name(statement.value.func) not in around.calls


def assigned_in(statement: ast.stmt) -> set[str]:
    """The names that a statement gives a value."""
    stored = (n for n in ast.walk(statement) if isinstance(n, ast.Name))
    return {node.id for node in stored if isinstance(node.ctx, ast.Store)}


def as_elsewhere(node: ast.Call, around: Surroundings) -> Others:
    """With an argument that the same function is given in that place by another call."""
    for other in around.calls.get(last_name(node.func), []):
        if len(other.args) == len(node.args):
            for place, argument in enumerate(other.args):
                if is_nameable([argument], around) and not isinstance(argument, ast.Constant):
                    args = [*node.args[:place], argument, *node.args[place + 1 :]]
                    yield 0, ast.Call(node.func, args, node.keywords)
