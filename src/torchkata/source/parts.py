"""The parts of a reference that can be built and called by themselves."""

import ast
import re
from dataclasses import replace

from torchkata.contracts import Signature
from torchkata.source.signature import signature
from torchkata.source.target import Function, names_in

PLAIN = {"int", "float", "bool", "str", "None"}
BUILD = PLAIN | {"Sequence", "list", "tuple", "Ellipsis"}
INPUT = PLAIN | {"Tensor"}
SHAPES = re.compile(r"\([^()]*\)(?:(?:,| and) \([^()]*\))* -> \([^()]*\)(?:, \([^()]*\))*")


def parts(reference: str, target: str) -> tuple[Signature, ...]:
    """Classes and functions beside the target that take plain values and tensors only.

    In the order of the file. Of a docstring its shapes are told: its words may tell how it is done.
    """
    tree = ast.parse(reference)
    names = [
        node.name
        for node in tree.body
        if isinstance(node, ast.ClassDef | Function)
        and node.name != target
        and not node.name.startswith("_")
        and _stands_alone(node)
    ]
    return tuple(_in_shapes(signature(reference, name)) for name in names)


def _in_shapes(found: Signature) -> Signature:
    shapes = SHAPES.match(found.docstring)
    return replace(found, docstring=shapes[0] if shapes else "")


def _stands_alone(node: ast.ClassDef | Function) -> bool:
    if isinstance(node, Function):
        return _takes(node, INPUT) and any("Tensor" in names for names in _annotations(node))
    if not any(ast.unparse(base).endswith("Module") for base in node.bases):
        return False
    methods = {method.name: method for method in node.body if isinstance(method, Function)}
    if "forward" not in methods:
        return False
    init = methods.get("__init__")
    return _takes(methods["forward"], INPUT) and (init is None or _takes(init, BUILD))


def _takes(function: Function, kinds: set[str]) -> bool:
    """Whether each argument is known to be of one of these kinds."""
    arguments = function.args
    is_open = arguments.vararg is not None or arguments.kwarg is not None
    return not is_open and all(names and names <= kinds for names in _annotations(function))


def _annotations(function: Function) -> list[set[str]]:
    """The names in each argument's annotation, `self` left out."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [_names(argument.annotation) for argument in every if argument.arg != "self"]


def _names(annotation: ast.expr | None) -> set[str]:
    if annotation is None:
        return set()
    constants = {repr(n.value) for n in ast.walk(annotation) if isinstance(n, ast.Constant)}
    return names_in([annotation]) | constants
