# ruff: noqa: D102, N802 (libcst calls the methods of a visitor by these names)
"""Which code of a file its target can reach; the rest is for trying things out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import libcst as cst
import libcst.matchers as m
from libcst.metadata import GlobalScope, MetadataWrapper, QualifiedNameProvider, ScopeProvider

from torchkata.source.code_visitor import CodeVisitor
from torchkata.source.own_names import MAIN_GUARD, dotted

TRIAL = "main"  # what a practice file calls the function that tries the target out


@dataclass(eq=False)
class Unit:
    """A definition or statement at the top level of a file."""

    node: cst.CSTNode | None = None  # None for all statements that are no unit by themselves
    binds: set[str] = field(default_factory=set)  # names of the top level that it sets or changes
    mentions: set[str] = field(default_factory=set)  # names of the top level that it uses
    runs: bool = True  # whether it runs on import; otherwise it counts where its name is reached


def idle_code(wrapper: MetadataWrapper, target: str) -> set[cst.CSTNode]:
    """Definitions, imported names and blocks that neither the target nor an import runs.

    What the target mentions is reached, and what that mentions. A statement of the top level runs
    on import and counts, but a function that it calls does so only where the target reaches it.
    Where nothing is called like the target, all names but `main` are reached.
    """
    collector = UnitCollector()
    wrapper.visit(collector)
    units = collector.units
    bound = {name for unit in units for name in unit.binds}
    active = {name for unit in units if unit.runs for name in unit.mentions}
    passive = {name for unit in units if is_alias(unit) for name in unit.binds}
    wanted = {target} if target in bound else bound - {TRIAL}
    reached = closure(units, wanted | active & passive)
    idle = {unit.node for unit in units if not (unit.runs or unit.binds & reached)}
    return {*collector.guarded, *(node for node in idle if node is not None)}


def closure(units: Sequence[Unit], wanted: set[str]) -> set[str]:
    """The wanted names, and all that is mentioned by what binds a reached name."""
    reached: set[str] = set()
    while wanted - reached:
        reached |= wanted
        wanted = {name for unit in units if unit.binds & reached for name in unit.mentions}
    return reached


def is_alias(unit: Unit) -> bool:
    """Whether a unit only gives a name to what has one, as an import does."""
    return not unit.runs and isinstance(unit.node, cst.ImportAlias | cst.Assign)


class UnitCollector(CodeVisitor):
    """Collects the units of a file, and the blocks that only run as a program."""

    METADATA_DEPENDENCIES = (QualifiedNameProvider, ScopeProvider)

    def __init__(self) -> None:
        super().__init__()
        self.unit = Unit()
        self.units = [self.unit]
        self.depth = 0
        self.guarded: list[cst.CSTNode] = []

    def visit_If(self, node: cst.If) -> None:
        if m.matches(node, MAIN_GUARD):
            self.guarded.append(node.body)
            self.inert.add(node.body)

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        self._enter(node, runs=False)
        self._bind(node.name)

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:
        self._leave()

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        self._enter(node, runs=False)
        self._bind(node.name)

    def leave_ClassDef(self, original_node: cst.ClassDef) -> None:
        self._leave()

    def visit_Assign(self, node: cst.Assign) -> None:
        self._enter(node, runs=not runs_nothing(node))

    def leave_Assign(self, original_node: cst.Assign) -> None:
        self._leave()

    def visit_AssignTarget(self, node: cst.AssignTarget) -> None:
        self._bind(node.target)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        self._enter(node, runs=True)
        self._bind(node.target)

    def leave_AnnAssign(self, original_node: cst.AnnAssign) -> None:
        self._leave()

    def visit_AugAssign(self, node: cst.AugAssign) -> None:
        self._bind(node.target)

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self._bind(node.target)

    def visit_For(self, node: cst.For) -> None:
        self._bind(node.target)

    def visit_AsName(self, node: cst.AsName) -> None:
        self._bind(node.name)

    def visit_ImportAlias(self, node: cst.ImportAlias) -> bool:
        if self.depth == 0:
            name = node.evaluated_alias or node.evaluated_name.partition(".")[0]
            self.units.append(Unit(node, binds={name}, runs=False))
        return False

    def visit_Name(self, node: cst.Name) -> None:
        if self._is_global(node):
            self.unit.mentions.add(node.value)

    def visit_SimpleString(self, node: cst.SimpleString) -> None:
        """`globals()["helper"]` mentions it too."""
        value = node.evaluated_value
        if isinstance(value, str) and value.isidentifier():
            self.unit.mentions.add(value)

    def _enter(self, node: cst.CSTNode, *, runs: bool) -> None:
        if self.depth == 0:
            self.unit = Unit(node, runs=runs)
            self.units.append(self.unit)
        self.depth += 1

    def _leave(self) -> None:
        self.depth -= 1
        if self.depth == 0:
            self.unit = self.units[0]

    def _bind(self, target: cst.BaseExpression) -> None:
        self.unit.binds.update(name.value for name in roots(target) if self._is_global(name))

    def _is_global(self, node: cst.Name) -> bool:
        scope = self.get_metadata(ScopeProvider, node, None)
        return scope is not None and any(
            isinstance(assignment.scope, GlobalScope) for assignment in scope[node.value]
        )


def runs_nothing(node: cst.Assign) -> bool:
    """Whether what is assigned to plain names is but a name: `f = torch.softmax`."""
    names = all(isinstance(target.target, cst.Name) for target in node.targets)
    return names and bool(dotted(node.value))


def roots(target: cst.BaseExpression) -> Iterator[cst.Name]:
    """The names that an assignment sets, or whose attributes and entries it sets."""
    match target:
        case cst.Name():
            yield target
        case cst.Attribute() | cst.Subscript() | cst.StarredElement():
            yield from roots(target.value)
        case cst.Tuple() | cst.List():
            for element in target.elements:
                yield from roots(element.value)
