"""Every variant of a text: each rewrite that keeps the function, where its pattern is found."""

import ast

from torchkata.contracts import Variant
from torchkata.source.mutation.rewrites import REWRITES
from torchkata.source.mutation.rewrites.facts import Facts


def variants(text: str, target: str, fixed: tuple[str, ...]) -> tuple[Variant, ...]:
    """The reference written otherwise: other names, layouts, spellings and orders.

    `fixed` are attributes whose names belong to the contract. A rewrite that finds nothing to do
    gives no variant.
    """
    found = []
    for name, rewrite in REWRITES.items():
        tree = ast.parse(text)
        sites = rewrite(tree, Facts(target, frozenset(fixed)))
        if sites:
            import_torch(tree)
            written = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
            found.append(Variant(name, sites, written))
    return tuple(found)


def import_torch(tree: ast.Module) -> None:
    """Import torch after the docstring: a rewrite may use it where the reference does not."""
    is_imported = any(
        isinstance(node, ast.Import) and any(alias.name == "torch" for alias in node.names)
        for node in tree.body
    )
    uses = any(isinstance(node, ast.Name) and node.id == "torch" for node in ast.walk(tree))
    if uses and not is_imported:
        tree.body[1:1] = ast.parse("import torch").body
