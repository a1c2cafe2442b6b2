"""Errors that say themselves which name nothing defines: the line that raised is all there is."""

import ast
import re
from collections.abc import Iterable

import torch

from torchkata.worker.faults import Fault

NO_ATTRIBUTE = re.compile(r"'(\w+)' object has no attribute '(\w+)'")


def says_what_is_missing(fault: Fault, source: str) -> bool:
    """Whether a name is read that no line gives a value, missing or misspelt."""
    if fault.line is None:
        return False
    if fault.type == "NameError":
        return True
    found = NO_ATTRIBUTE.match(fault.message)
    if fault.type != "AttributeError" or found is None:
        return False
    own, missing = found.groups()
    if hasattr(torch.Tensor, missing):  # a module where a tensor belongs, which may come from afar
        return False
    nodes = list(ast.walk(ast.parse(source)))
    is_own = any(isinstance(node, ast.ClassDef) and node.name == own for node in nodes)
    return is_own and missing not in given_names(nodes)


def given_names(nodes: Iterable[ast.AST]) -> set[object]:
    """Attributes that are given a value anywhere; by a text too, as `register_buffer` does."""
    stored = (n for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))
    return {node.attr for node in stored} | {n.value for n in nodes if isinstance(n, ast.Constant)}
