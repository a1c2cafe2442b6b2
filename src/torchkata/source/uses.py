# ruff: noqa: D102, N802 (libcst calls the methods of a visitor by these names)
"""Finds torch's ready-mades in a file's concrete syntax tree."""

import libcst as cst
import libcst.matchers as m
from libcst.metadata import (
    MetadataWrapper,
    PositionProvider,
    QualifiedName,
    QualifiedNameProvider,
    QualifiedNameSource,
)

from torchkata.contracts import ForbiddenUse
from torchkata.source.code_visitor import CodeVisitor
from torchkata.source.forbidden_names import Names
from torchkata.source.own_names import OwnNames, OwnNamesCollector, dotted, is_torch, unaliased
from torchkata.source.reach import idle_code

SUPER = m.Call(m.Name("super"))
LOOK_UP = m.Call(  # getattr(F, "softmax")
    m.Name("getattr"),
    [m.Arg(m.SaveMatchedNode(m.DoNotCare(), "owner")), m.Arg(), m.AtMostN(m.Arg(), n=1)],
)
TABLE = m.Subscript(  # vars(torch)["softmax"], F.__dict__["softmax"]
    m.Call(m.Name("vars"), [m.Arg(m.SaveMatchedNode(m.DoNotCare(), "owner"))])
    | m.Attribute(m.SaveMatchedNode(m.DoNotCare(), "owner"), m.Name("__dict__")),
    [m.SubscriptElement(m.Index(m.SaveMatchedNode(m.DoNotCare(), "key")))],
)
GETTERS = ("operator.attrgetter", "operator.methodcaller")
PACKAGES = ("torch.nn.modules", "torch.optim")
OWNERS = ("self", "cls")
LONGEST_SHOWN = 60


def uses(text: str, names: Names, target: str) -> tuple[ForbiddenUse, ...]:
    """The uses, one a line and name, in the order of the lines."""
    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    collector = OwnNamesCollector()
    wrapper.visit(collector)
    visitor = UseCollector(names, collector.own, wrapper.module, idle_code(wrapper, target))
    wrapper.visit(visitor)
    found = {(use.line, use.name): use for use in reversed(visitor.uses)}
    return tuple(sorted(found.values(), key=lambda use: use.line))


class UseCollector(CodeVisitor):
    """Collects each name, attribute, method call and look-up that is a forbidden one of torch's."""

    METADATA_DEPENDENCIES = (PositionProvider, QualifiedNameProvider)

    def __init__(
        self, names: Names, own: OwnNames, module: cst.Module, idle: set[cst.CSTNode]
    ) -> None:
        super().__init__(idle)
        self.names = names
        self.own = own
        self.module = module
        self.uses: list[ForbiddenUse] = []

    def visit_Import(self, node: cst.Import) -> bool:
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        is_from_torch = node.module is not None and is_torch(dotted(node.module))
        if is_from_torch and not node.relative and not isinstance(node.names, cst.ImportStar):
            for alias in node.names:
                if alias not in self.inert:
                    self._note(alias.evaluated_name, at=alias, shown=node)
        return False

    def visit_AssignTarget(self, node: cst.AssignTarget) -> bool:
        """What is assigned to is the file's own; what it is reached through need not be."""
        return not isinstance(node.target, cst.Name | cst.Attribute)

    def visit_Attribute(self, node: cst.Attribute) -> None:
        super().visit_Attribute(node)
        name = self._torch_name(node)
        if name is not None and not _is_module(name):
            self._note(node.attr.value, at=node.attr, shown=node)

    def visit_Name(self, node: cst.Name) -> None:
        name = self._torch_name(node)
        if name is not None:
            self._note(name.rpartition(".")[2], at=node, shown=node)
        elif self.own.star and not self.qualified(node):
            self._note(node.value, at=node, shown=node)

    def visit_Call(self, node: cst.Call) -> None:
        super().visit_Call(node)
        if isinstance(node.func, cst.Attribute):
            method = node.func.attr.value
            if self._may_be_tensor(node.func.value, method):
                self._note(method, at=node.func.attr, shown=node.func)
        found = m.extract(node, LOOK_UP)
        key = _literal(node.args[1].value) if found is not None else None
        if found is not None and key is not None and self._looked_up(found["owner"], key):
            self._note(key, at=node, shown=node)
        if node.args and any(name.name in GETTERS for name in self.qualified(node.func)):
            for part in (_literal(node.args[0].value) or "").split("."):
                self._note(part, at=node, shown=node)

    def visit_Subscript(self, node: cst.Subscript) -> None:
        found = m.extract(node, TABLE)
        key = _literal(found["key"]) if found is not None else None
        if found is not None and key is not None and self._torch_name(found["owner"]) is not None:
            self._note(key, at=node, shown=node)

    def _note(self, spelled: str, *, at: cst.CSTNode, shown: cst.CSTNode) -> None:
        name = self.names.match(spelled)
        if name is None:
            return
        code = " ".join(self.module.code_for_node(shown).split())
        if len(code) > LONGEST_SHOWN:
            code = f"{code[: LONGEST_SHOWN - 1]}…"
        line = self.get_metadata(PositionProvider, at).start.line
        self.uses.append(ForbiddenUse(name, code, line))

    def _torch_name(self, node: object) -> str | None:
        """The full torch name that a plain chain of names stands for."""
        if not isinstance(node, cst.Name | cst.Attribute) or not dotted(node):
            return None
        found = [unaliased(name, self.own.aliases) for name in self.qualified(node)]
        return next((name for name in found if name is not None), None)

    def _looked_up(self, owner: object, key: str) -> bool:
        """Whether `getattr(owner, key)` may be torch's; what is on self is the file's own."""
        if self._torch_name(owner) is not None:
            return True
        return isinstance(owner, cst.BaseExpression) and (
            _root(owner) not in OWNERS and self._may_be_tensor(owner, key)
        )

    def _may_be_tensor(self, receiver: cst.BaseExpression, method: str) -> bool:
        """Whether `receiver.method` may be a tensor's method, and not one of the file's own."""
        if m.matches(receiver, SUPER):
            return False
        if dotted(receiver) and any(_is_foreign(name) for name in self.qualified(receiver)):
            return False
        if not self.own.owned(method):
            return True
        if _root(receiver) in OWNERS:
            return False
        return not self._is_own_object(receiver, method)

    def _is_own_object(self, receiver: cst.BaseExpression, method: str) -> bool:
        """Whether the receiver is a class of this file that has the method, or made by one."""
        if isinstance(receiver, cst.Call):
            receiver = receiver.func
        variables = {name.name for name in self.qualified(receiver)}
        classes = variables | {self.own.makers.get(variable, "") for variable in variables}
        has_it = any(method in self.own.members.get(name, ()) for name in classes)
        return has_it or bool(variables & self.own.loop_variables)


def _root(node: cst.CSTNode) -> str:
    """The name that a chain of attributes and indices begins with; "" after a call."""
    while isinstance(node, cst.Attribute | cst.Subscript):
        node = node.value
    return node.value if isinstance(node, cst.Name) else ""


def _is_foreign(name: QualifiedName) -> bool:
    return name.source is QualifiedNameSource.IMPORT and not is_torch(name.name)


def _is_module(name: str) -> bool:
    """Whether this is a module of torch that is called as what it holds: `torch.optim.adamw`."""
    package, _, last = name.rpartition(".")
    return package in PACKAGES and last.islower()


def _literal(node: object) -> str | None:
    """The text of a string that is written out, in one piece or several."""
    if isinstance(node, cst.SimpleString | cst.ConcatenatedString):
        value = node.evaluated_value
        return value if isinstance(value, str) else None
    return None
