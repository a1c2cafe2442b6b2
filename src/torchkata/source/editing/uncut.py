"""A text without the places that cut gradients."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from torchkata.source.cuts import cut_by, gradient_cuts
from torchkata.source.editing.edits import spliced
from torchkata.source.target import last_name

MOST = 4
COPIERS = {"tensor": "torch.tensor", "Parameter": "nn.Parameter", "new_tensor": "new_tensor"}


@dataclass(frozen=True, slots=True)
class Uncut:
    """The line of each cut and what cuts there, and the text without them."""

    cuts: tuple[tuple[int, str], ...]
    text: str

    @property
    def line(self) -> int:
        """Where the first of them is."""
        return self.cuts[0][0]


def uncut(text: str, reference: str, *, is_sure: bool) -> tuple[Uncut, ...]:
    """Each cut of gradients taken out by itself, at last all of them.

    Where it is not sure that one is wrong: those of a kind that the reference has nowhere. None
    where there are many.
    """
    known = set() if is_sure else {name for _, name in gradient_cuts(reference)}
    found = list(taken_out(text, known))
    if len(found) > MOST:
        return ()
    together = all_out(text, known) if len(found) > 1 else None
    return (*found, together) if together is not None else tuple(found)


def all_out(text: str, known: set[str]) -> Uncut | None:
    """All cuts taken out that are not known ones; None where they are not all gone then."""
    cuts: list[tuple[int, str]] = []
    for _ in range(2 * MOST):
        one = next(taken_out(text, known), None)
        if one is None:
            return Uncut(tuple(sorted(cuts)), text)
        cuts += one.cuts
        text = one.text
    return None


def taken_out(text: str, known: set[str]) -> Iterator[Uncut]:
    """The text without one of its cuts, for each that is none of the known ones."""
    tree = ast.parse(text)
    building = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == "__init__"
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        cut, part, words = cut_by(node), node, ""
        match node:
            case ast.Call() if id(node) not in building and (name := copier(node)):
                cut, words = (node.lineno, name), copied(node)
            case ast.Call(func=ast.Attribute(value=value), args=[]) | ast.Attribute(value=value):
                words = f"({ast.unparse(value)})"
            case ast.With(items=[ast.withitem(context_expr=part, optional_vars=None)]):
                words = "__import__('contextlib').nullcontext()"
        if cut is not None and cut[1] not in known and words and isinstance(part, ast.expr):
            yield Uncut((cut,), spliced(text, part, words))


def copier(call: ast.Call) -> str:
    """What copies a value without its graph; "" for a call that does not, or copies a number."""
    is_float = isinstance(call.func, ast.Name) and call.func.id == "float"
    name = "float" if is_float else COPIERS.get(last_name(call.func), "")
    is_of_names = any(isinstance(n, ast.Name) for given in call.args[:1] for n in ast.walk(given))
    return name if is_of_names else ""


def copied(call: ast.Call) -> str:
    """The value itself; the values of a list stacked."""
    value = call.args[0]
    if isinstance(value, ast.List | ast.Tuple):
        return f"__import__('torch').stack([{', '.join(map(ast.unparse, value.elts))}])"
    return f"({ast.unparse(value)})"
