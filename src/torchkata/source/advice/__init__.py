"""What is worth a look in a file, said without running it."""

import ast

from torchkata.contracts import Advice, Signature, SyntaxProblem, Weight
from torchkata.source.advice import attributes, calls, modules, swaps
from torchkata.source.advice.facts import Facts
from torchkata.source.attempt import parsed

__all__ = ["RULES", "advice"]

MAY_COME = ("undefined-name", "never-set", "no-return")  # with what is still to be written
RULES = (*modules.RULES, *attributes.RULES, *calls.RULES, swaps.view_after_swap)


def advice(text: str, target: str, signature: Signature | None = None) -> tuple[Advice, ...]:
    """All there is, the weightiest first, then in the order of the lines.

    `signature` is how the kata calls the target. Text that is not Python gets none.
    """
    tree = parsed(text)
    if isinstance(tree, SyntaxProblem):
        return ()
    facts = Facts(text, tree, target, signature)
    try:
        found = {one for rule in RULES for one in rule(facts)}
    except RecursionError:  # the code is nested too deeply to look through
        return ()
    if any(one.rule == "open" for one in found):  # what is not used yet may be used there
        found = {one for one in found if one.weight is Weight.CANNOT_WORK}
    if any(is_open(node) for node in ast.walk(tree)):
        found = {one for one in found if one.rule not in MAY_COME}
    return tuple(sorted(found, key=lambda one: (one.weight, one.line, one.rule)))


def is_open(node: ast.AST) -> bool:
    """Whether a statement is `...`: still to be written."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and node.value.value is ...
    )
