# ruff: noqa: D102, N802 (libcst calls the methods of a visitor by these names)
"""Visits the names of a file that code runs with, and no others."""

from collections.abc import Collection, Iterable
from typing import ClassVar

import libcst as cst
import libcst.matchers as m
from libcst.metadata import ProviderT, QualifiedName, QualifiedNameProvider

CLASS_TESTS = ("builtins.isinstance", "builtins.issubclass")
RUNS = m.Call() | m.NamedExpr() | m.Subscript() | m.Lambda()


class CodeVisitor(cst.CSTVisitor):
    """Leaves out annotations, attribute and keyword names, and classes that are only compared.

    In `isinstance(layer, nn.Linear)` and `type(layer) is nn.Linear` a class is named, not used.
    """

    METADATA_DEPENDENCIES: ClassVar[Collection[ProviderT]] = (QualifiedNameProvider,)

    def __init__(self, idle: Iterable[cst.CSTNode] = ()) -> None:
        super().__init__()
        self.inert: set[cst.CSTNode] = set(idle)

    def on_visit(self, node: cst.CSTNode) -> bool:
        return node not in self.inert and super().on_visit(node)

    def visit_Annotation(self, node: cst.Annotation) -> bool:
        return False

    def visit_Attribute(self, node: cst.Attribute) -> None:
        self.inert.add(node.attr)

    def visit_Arg(self, node: cst.Arg) -> None:
        if node.keyword is not None:
            self.inert.add(node.keyword)

    def visit_Call(self, node: cst.Call) -> None:
        if any(name.name in CLASS_TESTS for name in self.qualified(node.func)):
            self._leave_out_names(arg.value for arg in node.args[1:])

    def visit_Comparison(self, node: cst.Comparison) -> None:
        self._leave_out_names([node.left, *(target.comparator for target in node.comparisons)])

    def visit_MatchClass(self, node: cst.MatchClass) -> None:
        self.inert.add(node.cls)

    def qualified(self, node: cst.CSTNode) -> set[QualifiedName]:
        """The names that a chain of names may stand for."""
        return set(self.get_metadata(QualifiedNameProvider, node, set()))

    def _leave_out_names(self, nodes: Iterable[cst.BaseExpression]) -> None:
        self.inert.update(node for node in nodes if not m.findall(node, RUNS))
