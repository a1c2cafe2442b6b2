# ruff: noqa: D102, N802 (libcst calls the methods of a visitor by these names)
"""What a file defines itself, so that it is not taken for torch's."""

from dataclasses import dataclass, field

import libcst as cst
import libcst.matchers as m
from libcst.metadata import QualifiedName, QualifiedNameProvider, QualifiedNameSource

PROGRAM = r"""["']__main__["']"""
MAIN_GUARD = m.If(
    test=m.Comparison(
        left=m.Name("__name__"),
        comparisons=[m.ComparisonTarget(m.Equal(), m.SimpleString(m.MatchRegex(PROGRAM)))],
    )
)
SELF_ATTRIBUTE = m.Attribute(m.Name("self"), m.SaveMatchedNode(m.Name(), "name"))
SETTER = m.Call(  # self.add_module("softmax", …), self.register_buffer(…)
    m.Attribute(m.Name("self"), m.Name("add_module") | m.Name(m.MatchRegex(r"register_\w+"))),
    [m.Arg(m.SaveMatchedNode(m.SimpleString(), "text")), m.ZeroOrMore()],
)
SETATTR = m.Call(
    m.Name("setattr"),
    [m.Arg(m.Name("self")), m.Arg(m.SaveMatchedNode(m.SimpleString(), "text")), m.ZeroOrMore()],
)


@dataclass
class OwnNames:
    """Collected over one file by `OwnNamesCollector`."""

    members: dict[str, set[str]] = field(default_factory=dict)  # class to its attributes
    makers: dict[str, str] = field(default_factory=dict)  # variable to the class it is made by
    aliases: dict[str, str] = field(
        default_factory=dict
    )  # variable to the torch name it stands for
    loop_variables: set[str] = field(default_factory=set)
    star: bool = False  # from torch… import *

    def owned(self, name: str) -> bool:
        """Whether some class of the file defines the attribute `name`."""
        return any(name in members for members in self.members.values())


class OwnNamesCollector(cst.CSTVisitor):
    """Classes with their attributes, aliases of torch's modules, and who makes which variable."""

    METADATA_DEPENDENCIES = (QualifiedNameProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.own = OwnNames()
        self.classes: list[str] = []
        self.functions: list[str] = []

    def visit_ClassDef(self, node: cst.ClassDef) -> None:
        self.classes.append(node.name.value)
        self.own.members.setdefault(node.name.value, set())

    def leave_ClassDef(self, original_node: cst.ClassDef) -> None:
        self.classes.pop()

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        if self.classes:
            self._add_member(node.name.value)
        self.functions.append(node.name.value)

    def leave_FunctionDef(self, original_node: cst.FunctionDef) -> None:
        self.functions.pop()

    def visit_If(self, node: cst.If) -> bool:
        return not m.matches(node, MAIN_GUARD)

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        if isinstance(node.names, cst.ImportStar) and node.module is not None:
            self.own.star |= is_torch(dotted(node.module))
        return False

    def visit_Assign(self, node: cst.Assign) -> None:
        for target in node.targets:
            self._bind(target.target, node.value)

    def visit_AnnAssign(self, node: cst.AnnAssign) -> None:
        self._bind(node.target, node.value)

    def visit_NamedExpr(self, node: cst.NamedExpr) -> None:
        self._bind(node.target, node.value)

    def visit_For(self, node: cst.For) -> None:
        for name in m.findall(node.target, m.Name()):
            self.own.loop_variables.update(self._variables(name))

    def visit_Call(self, node: cst.Call) -> None:
        found = m.extract(node, SETTER) or m.extract(node, SETATTR)
        if found is not None:
            text = cst.ensure_type(found["text"], cst.SimpleString).evaluated_value
            self._add_member(str(text))

    def _bind(self, target: cst.BaseExpression, value: cst.BaseExpression | None) -> None:
        found = m.extract(target, SELF_ATTRIBUTE)
        if found is not None:
            self._add_member(cst.ensure_type(found["name"], cst.Name).value)
        elif isinstance(target, cst.Name) and self.classes and not self.functions:
            self._add_member(target.value)
        for variable in self._variables(target):
            if isinstance(value, cst.Call) and isinstance(value.func, cst.Name):
                self.own.makers[variable] = value.func.value
            elif isinstance(value, cst.Name | cst.Attribute):
                self._note_alias(variable, value)

    def _note_alias(self, variable: str, value: cst.Name | cst.Attribute) -> None:
        for found in self._names(value):
            name = unaliased(found, self.own.aliases)
            if name is not None:
                self.own.aliases[variable] = name

    def _add_member(self, name: str) -> None:
        for enclosing in self.classes[-1:]:
            self.own.members[enclosing].add(name)

    def _variables(self, node: cst.CSTNode) -> set[str]:
        return {found.name for found in self._names(node)}

    def _names(self, node: cst.CSTNode) -> set[QualifiedName]:
        return set(self.get_metadata(QualifiedNameProvider, node, set()))


def unaliased(found: QualifiedName, aliases: dict[str, str]) -> str | None:
    """The torch name that a qualified name comes to, or None where it is not torch's."""
    if found.source is QualifiedNameSource.IMPORT:
        return found.name if is_torch(found.name) else None
    head, rest = found.name, ""
    while head:
        if head in aliases:
            return aliases[head] + rest
        head, _, last = head.rpartition(".")
        rest = f".{last}{rest}"
    return None


def is_torch(name: str) -> bool:
    """Whether a dotted name begins at torch itself."""
    return name.partition(".")[0] == "torch"


def dotted(node: cst.CSTNode) -> str:
    """`a.b.c` of a plain chain of names; "" for anything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr.value}"
    return ""
