"""The practice file that a learner starts from."""

import ast
import difflib

from torchkata.contracts import Kata, KataError
from torchkata.contracts.typed import typed
from torchkata.source.dummy_run import main_lines
from torchkata.source.imports import import_block
from torchkata.source.scaffold.fade import faded_lines, shape_lines
from torchkata.source.scaffold.signatures import GIVEN, interface_names, signature_lines
from torchkata.source.target import names_in, target_node

SHARES = {"faded25": 0.25, "faded50": 0.5, "faded75": 0.75}  # of what computes something
GENERAL = {"math"}  # what an answer may need and no answer is known by
LEVELS = ("copy", *SHARES, "shapes", "signatures", "blank")  # from the most help to none


def scaffold(
    kata: Kata, reference: str, level: str, *, seed: int = 0, name: str | None = None
) -> str:
    """A practice file for `kata` at one of LEVELS; nothing that it leaves out can be read in it.

    `blank` has the header, the imports that the target's signatures need, and a `main` with dummy
    tensors, and so has `copy`, which is written with the reference beside it; `signatures` adds
    the target's signatures and docstrings; `shapes` the helpers' signatures and all shape comments;
    the faded ones the reference without a share of its statements, which `seed` picks. KataError
    for another level. `name` is the file's own where it is not the kata's.
    """
    if level not in LEVELS:
        close = difflib.get_close_matches(level, LEVELS, n=1)
        meant = f'; did you mean "{close[0]}"?' if close else ""
        raise KataError(f'there is no level "{level}"{meant}', hint=f"levels: {', '.join(LEVELS)}")
    tree = ast.parse(reference)
    node = target_node(tree, kata.target)
    main = main_lines(kata, node)
    body, needed = _body(tree, kata, reference, level=level, seed=seed, main=main)
    title = " ".join(kata.title.split())
    own = name if name and name.isprintable() else f"{kata.id}.py"
    header = [f"# kata: {kata.id}", f"# {title}. To check it: kata check {typed(own)}", ""]
    return "\n".join([*header, *import_block(tree, needed | GENERAL), *body, "", *main]) + "\n"


def _body(
    tree: ast.Module, kata: Kata, reference: str, *, level: str, seed: int, main: list[str]
) -> tuple[list[str], set[str]]:
    """The lines between imports and `main`, and the names that they take from imports."""
    if level in ("copy", "blank"):
        return [], interface_names(target_node(tree, kata.target))
    if level == "signatures":
        return signature_lines(tree, kata.target, reference)
    if level == "shapes":
        lines = shape_lines(reference, kata.target)
    else:
        given = "\n".join(main)
        lines = faded_lines(reference, share=SHARES[level], seed=seed, given=given)
    return lines, names_in([ast.parse("\n".join(lines))]) - GIVEN | _from_the_future(tree)


def _from_the_future(tree: ast.Module) -> set[str]:
    """Annotations may need it."""
    return {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "__future__"
        for alias in node.names
    }
