"""Ready-mades that a kata asks to be written by hand."""

import ast
from collections.abc import Iterator, Sequence

from torchkata.contracts import ForbiddenUse, KataError, SyntaxProblem
from torchkata.source.attempt import parsed
from torchkata.source.forbidden_names import Names

MAX_DEPTH = 250  # levels of nesting; libcst reads by recursion and cannot be stopped at its limit


def forbidden_uses(text: str, forbidden: Sequence[str], target: str) -> tuple[ForbiddenUse, ...]:
    """Where torch's own `forbidden` are called, named, imported or inherited, by any alias.

    What the file defines itself under such a name, the target first of all, is left alone, and so
    is what the target cannot reach: tests beside it, and the `__main__` block. Text that is not
    Python has no uses. Raises KataError for code that is nested too deeply to look through.
    """
    tree = parsed(text)
    if isinstance(tree, SyntaxProblem) or not _mentions(tree, forbidden):
        return ()
    if _depth(tree) > MAX_DEPTH:
        raise _unreadable(f"the code is nested more than {MAX_DEPTH} levels deep")
    import libcst  # slow to import, and seldom needed: most attempts mention no forbidden name

    from torchkata.source.uses import uses

    try:
        return uses(text, Names(forbidden), target)
    except (libcst.ParserSyntaxError, RecursionError) as error:
        raise _unreadable(str(error).splitlines()[0]) from None


def _mentions(tree: ast.Module, forbidden: Sequence[str]) -> bool:
    """Whether some name or text in the code is a forbidden name; comments are not code."""
    names = Names(forbidden)
    return any(
        names.match(part) is not None
        for node in ast.walk(tree)
        for word in _words(node)
        for part in word.split(".")
    )


def _words(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Name(id=word) | ast.Attribute(attr=word) | ast.alias(name=word):
            yield word
        case ast.Constant(value=str(word)) if len(word) < 100:
            yield word


def _depth(tree: ast.AST) -> int:
    depth, level = 0, [tree]
    while level:
        depth += 1
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return depth


def _unreadable(reason: str) -> KataError:
    return KataError(
        f"the ready-mades of this kata cannot be looked for: {reason}",
        hint="write the expression in several steps",
        exit_code=3,
    )
