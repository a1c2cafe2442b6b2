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


class Telling:
    """The words of a text beside those of a reference. Raises SyntaxError."""

    def __init__(self, text: str, reference: str) -> None:
        tree = ast.parse(text)
        self.theirs, self.ours = words_of(ast.parse(reference)), words_of(tree)
        self.said = held(tree)

    def lines(self, lines: Iterable[int]) -> list[int]:
        """Those on which a change can tell: all, or what says too much where no word is missing."""
        if not self.theirs.keys() <= self.ours.keys():
            return list(lines)
        said = self.said.items()
        foreign = {line for (line, _), words in said if not words.keys() <= self.theirs.keys()}
        return [line for line in lines if line in foreign]

    def best(self, found: Iterable[Edit]) -> list[Edit]:
        """Changes that leave out a word which the reference never says, `leaky_relu` say, by what
        they say in its place: a word of one of both, then any. Between these, those that say a
        word which the reference says, and nothing here.
        """
        theirs, ours = self.theirs, self.ours
        groups: tuple[list[Edit], ...] = ([], [], [])
        for edit in found:
            before, after = self.said.get(edit.place), in_words(edit.text)
            if before is None:
                continue
            gone, new = before - after, after - before
            is_foreign = any(word not in theirs for word in gone)
            if all(word in theirs for word in new) and not is_foreign:
                groups[1].extend([edit] * any(word not in ours for word in new))
            elif is_foreign:
                is_said = all(word in theirs or word in ours for word in new)
                groups[0 if is_said else 2].append(edit)
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
