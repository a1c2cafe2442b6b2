"""Changes that bring the words of a text nearer to the reference's, wherever they are."""

import ast
import re
from collections import Counter
from collections.abc import Iterable

from torchkata.contracts import Edit
from torchkata.source.editing.edits import HEADS
from torchkata.source.editing.known import given

# What is called, options by name, and numbers: names of one's own may be any.
WORD = re.compile(r"(?<!self)\.([A-Za-z_]\w*)|\b([a-z_]\w*)=(?!=)|(?<![\w.])(\d[\w.]*(?:e-\d+)?)")


def telling(text: str, reference: str, found: Iterable[Edit]) -> list[Edit]:
    """Those that leave out a word which the reference never says, `leaky_relu` say, by what they
    say in its place: a word of one of both, then any. Between these, those that say a word which
    the reference says, and nothing here. Raises SyntaxError.
    """
    tree = ast.parse(text)
    theirs, ours = words_of(ast.parse(reference)), words_of(tree)
    said = held(tree)
    groups: tuple[list[Edit], ...] = ([], [], [])
    for edit in found:
        before, after = said.get(edit.place), in_words(edit.text)
        if before is None:
            continue
        gone, new = before - after, after - before
        is_foreign = any(word not in theirs for word in gone)
        if all(word in theirs for word in new) and not is_foreign:
            groups[1].extend([edit] * any(word not in ours for word in new))
        elif is_foreign:
            groups[0 if all(word in theirs or word in ours for word in new) else 2].append(edit)
    return [edit for group in groups for edit in group]


def held(tree: ast.Module) -> dict[tuple[int, int], Counter[str]]:
    """The words of all that can be changed, by where it begins."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            head = HEADS.get(type(node))
            part = node if head is None else getattr(node, head)
            found[node.lineno, node.col_offset] = words_of(part)
        elif isinstance(node, ast.arguments):
            for default in given(node):
                found[default.lineno, default.col_offset] = words_of(default)
    return found


def words_of(node: ast.AST) -> Counter[str]:
    """How often a node says each word."""
    return in_words(ast.unparse(node))


def in_words(text: str) -> Counter[str]:
    """How often a text says each word, as Python writes it itself."""
    return Counter(a or b or c for a, b, c in WORD.findall(text))
