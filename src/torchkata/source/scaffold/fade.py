"""A reference with statements left out, each a `...` that keeps its shape comment."""

import ast
import io
import tokenize
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from torchkata.source.definitions import is_main_guard
from torchkata.source.scaffold.cues import shapes, tells
from torchkata.source.scaffold.groups import chosen, expressions
from torchkata.source.scaffold.leaves import (
    Block,
    Leaf,
    called,
    compact,
    first_line,
    leaves,
    telling,
    without_docstring,
)
from torchkata.source.scaffold.page import BLANK, Page
from torchkata.source.scaffold.signatures import KEPT_DECORATORS
from torchkata.source.target import Function, public_methods, written


@dataclass(frozen=True, slots=True)
class Gone:
    """What is left out of a text: statements, and the comments that would give them away."""

    leaves: Collection[Leaf]
    blocks: Collection[Block]  # with everything inside
    expressions: Collection[str]
    functions: Collection[str]  # called in what is gone
    prose: bool  # whether every comment in words goes


def faded_lines(text: str, *, share: float, seed: int, given: str) -> list[str]:
    """The definitions of a reference without about `share` of the statements that compute.

    `given` is what else the learner will see.
    """
    tree = ast.parse(text)
    found, blocks = leaves(tree, text)
    fixed = _fixed_text(tree, text, found) + compact(given)
    left_out = chosen(found, fixed, share=share, seed=seed)
    gone = _gone(left_out, blocks, prose=False)
    return _definitions(tree, text, gone, dropped=set())


def shape_lines(text: str, target: str) -> list[str]:
    """The definitions of a reference without any statement; shape comments stay.

    Docstrings stay where a caller would read them, decorators where calls depend on them.
    """
    tree = ast.parse(text)
    found, blocks = leaves(tree, text)
    gone = _gone(found, blocks, prose=True)
    return _definitions(tree, text, gone, dropped=_told_elsewhere(tree, text, target))


def _definitions(tree: ast.Module, text: str, gone: Gone, dropped: Collection[int]) -> list[str]:
    """What the learner gets: everything but imports, the file's docstring, `main`, and the gone."""
    page = Page(text)
    comments = _comments(text)
    for number, column in comments.items():
        line = page.lines[number]
        if not _may_stay(line[column:], gone):
            page.put(number, line[:column].rstrip())
            if not line[:column].strip():
                page.cut(number, number)
    for number in dropped:
        page.cut(number, number)
    for block in gone.blocks:
        page.cut(block.first, block.last)
    for leaf in gone.leaves:
        page.cut(leaf.first, leaf.last)
        page.put(leaf.first, _blank(leaf, text, comments, gone))
    for node in _left_to_others(tree):
        page.cut(first_line(node), node.end_lineno or node.lineno)
    lines = page.tidy()
    return [*[""] * (not _begins_with_constant(lines)), *lines, ""]


def _may_stay(comment: str, gone: Gone) -> bool:
    if shapes(comment, gone.expressions) == comment:
        return True
    return not gone.prose and not tells(comment, gone.expressions, gone.functions)


def _blank(leaf: Leaf, text: str, comments: dict[int, int], gone: Gone) -> str:
    """`...` as deep as what is left around it, with the statement's shapes."""
    lines = text.split("\n")
    around = [b for b in gone.blocks if b.first <= leaf.first and leaf.last <= b.last]
    depth = min((block.depth for block in around), default=leaf.depth)
    said = [
        shapes(lines[number - 1][comments[number] :], gone.expressions)
        for number in range(leaf.first, leaf.last + 1)
        if number in comments
    ]
    cue = next(filter(None, reversed(said)), "")
    return " " * depth + (f"{BLANK}  {cue}" if cue else BLANK)


def _left_to_others(tree: ast.Module) -> list[ast.stmt]:
    """Imports, the file's docstring, `main` and its guard, which a practice file has its own of."""
    has_guard = any(is_main_guard(node) for node in tree.body)
    found: list[ast.stmt] = []
    found += [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    found += [node for node in tree.body if is_main_guard(node)]
    if ast.get_docstring(tree, clean=False) is not None:
        found.append(tree.body[0])
    if has_guard:
        found += [n for n in tree.body if isinstance(n, Function) and n.name == "main"]
    return found


def _begins_with_constant(lines: Sequence[str]) -> bool:
    return bool(lines) and not lines[0].startswith(("def ", "class ", "@", "async "))


def _gone(left_out: Collection[Leaf], blocks: Sequence[Block], *, prose: bool) -> Gone:
    nodes = [node for leaf in left_out for node in leaf.nodes]
    whole = [block for block in blocks if set(block.leaves) <= set(left_out)]
    return Gone(left_out, whole, expressions(left_out), set(called(nodes)), prose)


def _fixed_text(tree: ast.Module, text: str, found: Sequence[Leaf]) -> str:
    """All of the file that no fading takes away, without spaces and comments."""
    able = [leaf for leaf in found if leaf.computes]
    taken = {number for leaf in able for number in range(leaf.first, leaf.last + 1)}
    comments = _comments(text)
    lines = [
        line[: comments.get(number)]
        for number, line in enumerate(text.split("\n"), 1)
        if number not in taken
    ]
    inside = {id(sub) for leaf in able for node in leaf.nodes for sub in ast.walk(node)}
    outside = telling([node for node in ast.walk(tree) if id(node) not in inside], deep=False)
    return compact("".join(lines)) + "\n".join(outside)


def _told_elsewhere(tree: ast.Module, text: str, target: str) -> set[int]:
    """Lines of docstrings and decorators that are no part of how the target is called."""
    dropped: set[int] = set()
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | Function):
            continue
        is_target = node.name == target
        methods = [item for item in node.body if isinstance(item, Function)]
        public = public_methods(node) if is_target and isinstance(node, ast.ClassDef) else []
        for item in [node, *methods] if isinstance(node, ast.ClassDef) else [node]:
            if not (item in public or (item is node and is_target)):
                dropped |= _docstring_lines(item)
            for decorator in item.decorator_list:
                if written(decorator, text) not in KEPT_DECORATORS:
                    dropped |= _range(decorator)
    return dropped


def _docstring_lines(node: ast.ClassDef | Function) -> set[int]:
    """The docstring's lines, where it is not all there is."""
    rest = without_docstring(node)
    return _range(node.body[0]) if rest and len(rest) < len(node.body) else set()


def _range(node: ast.stmt | ast.expr) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


def _comments(text: str) -> dict[int, int]:
    """The column at which the comment of a line begins."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {t.start[0]: t.start[1] for t in tokens if t.type == tokenize.COMMENT}
