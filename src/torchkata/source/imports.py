"""The import block of a practice file, sorted as the linter would sort it."""

import ast
import sys
from collections.abc import Iterable, Sequence

USUAL = "import torch\nimport torch.nn.functional as F\nfrom torch import Tensor, nn\n"
FUTURE, STANDARD, OTHER = range(3)


def import_block(tree: ast.Module, needed: set[str]) -> list[str]:
    """The usual torch imports, and whatever imports of `tree` bind the `needed` names."""
    lines = {(module, line) for module, line in _lines(ast.parse(USUAL).body, None)}
    lines |= set(_lines(tree.body, needed))
    sections: dict[int, list[str]] = {}
    for module, line in _merged(lines):
        sections.setdefault(_section(module), []).append(line)
    return [line for key in sorted(sections) for line in [*sections[key], ""]]


def imported_names(tree: ast.Module) -> set[str]:
    """The names that a file's imports bind."""
    aliases = [
        alias
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    ]
    return {alias.asname or alias.name.partition(".")[0] for alias in aliases}


def _lines(body: Sequence[ast.stmt], needed: set[str] | None) -> Iterable[tuple[str, str]]:
    """Module and name of each import: `("torch", "from torch import nn")`, one name each."""
    for node in body:
        match node:
            case ast.Import(names=aliases):
                for alias in aliases:
                    bound = alias.asname or alias.name.partition(".")[0]
                    if needed is None or bound in needed:
                        yield alias.name, f"import {_spelled(alias)}"
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                for alias in aliases:
                    if needed is None or (alias.asname or alias.name) in needed:
                        yield module, f"from {module} import {_spelled(alias)}"


def _merged(lines: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Plain imports first, then one line for each module that names are taken from."""
    plain = sorted((module, line) for module, line in lines if line.startswith("import "))
    taken: dict[str, list[str]] = {}
    for module, line in lines:
        if line.startswith("from "):
            taken.setdefault(module, []).append(line.partition(" import ")[2])
    named = [
        (module, f"from {module} import {', '.join(sorted(names, key=_order))}")
        for module, names in sorted(taken.items())
    ]
    return plain + named


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest."""
    if name.isupper() and len(name) > 1:
        return 0, name
    return (1 if name[0].isupper() else 2), name


def _section(module: str) -> int:
    root = module.partition(".")[0]
    if root == "__future__":
        return FUTURE
    return STANDARD if root in sys.stdlib_module_names else OTHER


def _spelled(alias: ast.alias) -> str:
    return f"{alias.name} as {alias.asname}" if alias.asname else alias.name
