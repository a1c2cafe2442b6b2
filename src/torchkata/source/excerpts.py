"""Parts of a reference that can be shown one by one, as lines from the first to the last."""

import ast
from collections.abc import Iterator

from torchkata.source.scaffold.leaves import first_line, leaves
from torchkata.source.target import Function

Lines = tuple[int, int]


def statements(text: str) -> tuple[Lines, ...]:
    """The statements inside functions that compute something; of those with a block, the head.

    Checks of arguments, and what only keeps an argument, are left out.
    """
    found, blocks = leaves(ast.parse(text), text)
    parts = {(leaf.first, leaf.last) for leaf in found if leaf.computes}
    telling = [block for block in blocks if any(leaf.computes for leaf in block.leaves)]
    parts |= {(block.first, block.leaves[0].first - 1) for block in telling}
    ends: dict[int, int] = {}
    for first, last in sorted(parts):
        ends.setdefault(first, last)
    # A head whose block begins with a block of its own ends where that one begins.
    following = [*sorted(ends)[1:], len(text)]
    return tuple(
        (first, min(last, later - 1))
        for (first, last), later in zip(ends.items(), following, strict=True)
    )


def methods(text: str, target: str) -> dict[str, Lines]:
    """Functions by name and methods as `Class.method`, those of the target without their class."""
    return dict(_named(ast.parse(text), target))


def _named(tree: ast.Module, target: str) -> Iterator[tuple[str, Lines]]:
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, _range(node)
        elif isinstance(node, ast.ClassDef):
            prefix = "" if node.name == target else f"{node.name}."
            for item in node.body:
                if isinstance(item, Function):
                    yield f"{prefix}{item.name}", _range(item)


def _range(node: Function) -> Lines:
    return first_line(node), node.end_lineno or node.lineno
