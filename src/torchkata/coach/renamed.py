"""The reference in the attempt's own names, as far as their values tell which is which."""

import ast
from collections.abc import Mapping

from torchkata.coach.known import Passes
from torchkata.coach.plans import by_site
from torchkata.coach.values import signature
from torchkata.contracts import Evidence, Recording

MOST = 4  # passes of one place that are compared
Values = tuple[object, ...]

NAMES = (ast.Name, ast.Attribute, ast.Subscript)


def in_own_names(evidence: Evidence) -> str:
    """The reference's text, its names and what it looks up called as in the attempt.

    Those that had the same values, as often as can be, or else the same bare name; what has no
    counterpart stays.
    """
    ours, theirs = held(evidence.attempt), held(evidence.reference)
    renamed: dict[str, str] = {}
    for text, values in theirs.items():
        best = max(ours, key=lambda name: len(values & ours[name]), default="")
        if best and values & ours[best]:
            renamed[text] = best
        elif text not in ours and bare(text) in ours:
            renamed[text] = bare(text)
    tree = Renaming(renamed).visit(ast.parse(evidence.texts[1]))
    return ast.unparse(ast.fix_missing_locations(tree))


def held(recording: Recording) -> dict[str, set[Values]]:
    """What names and look-ups held, by their words, wherever they are read."""
    found: dict[str, set[Values]] = {}
    for passes in by_site(recording, operands_of=recording.statements):
        if is_plain(passes):
            values = tuple((value.shape, signature(value)) for value in passes.values[:MOST])
            found.setdefault(passes.site.text, set()).add(values)
    return found


def bare(text: str) -> str:
    """`lr` for `self.lr` and for `group["lr"]`."""
    return text.removesuffix('"]').rpartition('"')[2].rpartition(".")[2]


def is_plain(passes: Passes) -> bool:
    """Whether a place only says a name, or looks one thing up by a constant."""
    site = passes.site
    return site.is_name or (site.text.endswith('"]') and site.text.count("[") == 1)


class Renaming(ast.NodeTransformer):
    """Puts other names in place of what is read."""

    def __init__(self, renamed: Mapping[str, str]) -> None:
        self.renamed = renamed

    def visit(self, node: ast.AST) -> ast.AST:
        """A name that has a counterpart is replaced, with all that is below it."""
        if isinstance(node, NAMES) and isinstance(node.ctx, ast.Load):
            own = self.renamed.get(ast.unparse(node).replace("'", '"'))
            if own is not None:
                return ast.copy_location(ast.parse(own, mode="eval").body, node)
        visited: ast.AST = super().visit(node)
        return visited
