"""Advice on `view` where axes were swapped before."""

import ast
from collections.abc import Iterator
from itertools import pairwise

from torchkata.contracts import Advice
from torchkata.source.advice.facts import Facts, inside, method_of

SWAPS = ("transpose", "permute", "swapaxes", "movedim", "t")
MATRIX = ("T", "mT")


def view_after_swap(facts: Facts) -> Iterator[Advice]:
    """`view` of what was transposed, on the same line or under the name just given to it."""
    for function in facts.functions:
        last: dict[str, ast.expr] = {}
        for statement in statements(function.body):
            for node in inside(statement) if not hasattr(statement, "body") else ():
                if isinstance(node, ast.Call) and merges_swapped(node, last):
                    words = "view after a transpose: the memory is in another order; reshape?"
                    yield Advice(node.lineno, words, "view-after-swap")
            if isinstance(statement, ast.Assign):
                for target in statement.targets:
                    if isinstance(target, ast.Name):
                        last[target.id] = statement.value


def statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements in the order of the text, those of blocks too."""
    for statement in body:
        yield statement
        for part in ("body", "orelse", "finalbody"):
            yield from statements(getattr(statement, part, []))


def merges_swapped(node: ast.Call, last: dict[str, ast.expr]) -> bool:
    """Whether this views a swap with fewer axes than it takes; one that only splits axes works."""
    if method_of(node) != "view" or not isinstance(node.func, ast.Attribute):
        return False
    source = node.func.value
    if isinstance(source, ast.Name):
        source = last.get(source.id, source)
    count = n_axes(node)
    return count is not None and count < least_axes(source)


def n_axes(view: ast.Call) -> int | None:
    """How many axes a view has; None where the text does not tell."""
    sizes = view.args
    if len(sizes) == 1 and isinstance(sizes[0], ast.Tuple | ast.List):
        sizes = sizes[0].elts
    elif len(sizes) == 1 and not isinstance(sizes[0], ast.Constant | ast.UnaryOp | ast.BinOp):
        return None  # a name may stand for a whole shape
    starred = any(isinstance(size, ast.Starred) for size in sizes)
    return None if starred or not sizes else len(sizes)


def least_axes(node: ast.expr) -> int:
    """With how many axes what this swaps can be viewed and be of use; 0 for what swaps nothing.

    Neighbours can be merged that were neighbours before. Where all are torn apart and more axes may
    follow than are named, a view with as many as are named either changes nothing or fails.
    """
    if isinstance(node, ast.Attribute):
        return 3 if node.attr in MATRIX else 0
    if not isinstance(node, ast.Call) or method_of(node) not in SWAPS:
        return 0
    method, axes = method_of(node), named_axes(node)
    if method == "t":
        return 3
    if method == "permute" and axes:
        return n_runs([axis % len(axes) for axis in axes])
    if len(axes) != 2:
        return 2
    if axes[0] == axes[1] or min(axes) < 0 <= max(axes):  # which may be the same axis too
        return 0
    order = reordered(axes[0], axes[1], moves=method == "movedim")
    return n_runs(order) + (n_runs(order) == len(order))


def reordered(first: int, second: int, *, moves: bool) -> list[int]:
    """The axes after a transpose or a move, where there are no more of them than are named."""
    count = max(first + 1, second + 1, -first, -second)
    order = list(range(count))
    if moves:
        order.insert(second % count, order.pop(first))
    else:
        order[first], order[second] = order[second], order[first]
    return order


def n_runs(order: list[int]) -> int:
    """How many rows of axes are still in their old order."""
    return 1 + sum(after != before + 1 for before, after in pairwise(order))


def named_axes(call: ast.Call) -> list[int]:
    """The axes that a call is given as whole numbers; none where one of them is something else."""
    given = call.args
    if len(given) == 1 and isinstance(given[0], ast.Tuple | ast.List):
        given = given[0].elts
    try:
        axes = [ast.literal_eval(axis) for axis in given]
    except ValueError:
        return []
    return axes if all(type(axis) is int for axis in axes) else []
