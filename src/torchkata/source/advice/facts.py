"""A file as the rules of advice see it: its classes, and what names stand for."""

import ast
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from torchkata.contracts import Signature
from torchkata.source.definitions import is_main_guard

MODULE = "torch.nn.Module"
FUNCTIONAL = "torch.nn.functional"
REGISTER = ("register_buffer", "register_parameter", "register_module", "add_module")
WITHOUT_WEIGHTS = (
    "CELU ELU Dropout Dropout1d Dropout2d Flatten GELU Hardtanh Identity LeakyReLU Mish ReLU ReLU6 "
    "SELU SiLU Sigmoid Softmax LogSoftmax Softplus Tanh Unflatten Upsample ZeroPad2d AvgPool1d "
    "AvgPool2d MaxPool1d MaxPool2d AdaptiveAvgPool1d AdaptiveAvgPool2d ModuleList ModuleDict "
    "ParameterList ParameterDict Sequential Module MSELoss CrossEntropyLoss Unfold Fold Buffer"
).split()


@lru_cache(maxsize=2048)
def inside(node: ast.AST) -> tuple[ast.AST, ...]:
    """A node and all in it, as `ast.walk` gives them; every rule asks, and walking takes long."""
    return tuple(ast.walk(node))


@dataclass(frozen=True)
class Class:
    """A class of the file."""

    node: ast.ClassDef
    bases: tuple[str, ...]  # their full names, "" for what cannot be told
    is_module: bool

    @cached_property
    def methods(self) -> dict[str, ast.FunctionDef]:
        """Its methods by name."""
        return {n.name: n for n in self.node.body if isinstance(n, ast.FunctionDef)}

    @property
    def is_plain(self) -> bool:
        """Whether nothing but nn.Module is inherited."""
        return self.bases == (MODULE,)


class Facts:
    """One file."""

    def __init__(
        self, text: str, tree: ast.Module, target: str, signature: Signature | None
    ) -> None:
        self.text = text
        self.tree = ast.Module(  # what an import runs
            [node for node in tree.body if not is_main_guard(node)], tree.type_ignores
        )
        self.target = target
        self.signature = signature
        self.aliases = dict(imported(self.tree))
        self.parents = {
            child: node for node in inside(self.tree) for child in ast.iter_child_nodes(node)
        }
        self.classes: dict[str, Class] = {}
        for node in inside(self.tree):
            if isinstance(node, ast.ClassDef):
                self.classes[node.name] = self.of_class(node)

    def of_class(self, node: ast.ClassDef) -> Class:
        """A class, a module where one of its bases is."""
        bases = tuple(self.name_of(base) for base in node.bases)
        is_module = any(
            base == MODULE
            or is_layer(base)
            or (base in self.classes and self.classes[base].is_module)
            for base in bases
        )
        return Class(node, bases, is_module)

    @cached_property
    def modules(self) -> list[Class]:
        """The classes that are modules."""
        return [found for found in self.classes.values() if found.is_module]

    @cached_property
    def functions(self) -> list[ast.FunctionDef]:
        """Every function and method."""
        return [node for node in inside(self.tree) if isinstance(node, ast.FunctionDef)]

    def name_of(self, node: ast.expr) -> str:
        """The full name that a chain of names stands for; "" for what is no chain."""
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        return ".".join([self.aliases.get(node.id, node.id), *reversed(parts)])

    def called(self, node: ast.AST) -> str:
        """The full name of what a call calls; "" for what is no call of a name."""
        return self.name_of(node.func) if isinstance(node, ast.Call) else ""

    def is_made_layer(self, node: ast.AST) -> bool:
        """Whether this makes a layer, one of torch's or of the file's."""
        name = self.called(node)
        return is_layer(name) or (name in self.classes and self.classes[name].is_module)

    def has_weights(self, node: ast.AST) -> bool:
        """Whether this makes a layer or parameter that is trained."""
        return (
            self.is_made_layer(node) and self.called(node).rpartition(".")[2] not in WITHOUT_WEIGHTS
        )


def is_layer(name: str) -> bool:
    """Whether a full name is that of a class in torch.nn."""
    home, _, last = name.rpartition(".")
    return home.startswith("torch.nn") and home != FUNCTIONAL and last[:1].isupper()


def is_buffer(name: str) -> bool:
    """Whether a full name is that of torch's class for what is kept and not trained."""
    return name.rpartition(".")[2] == "Buffer"


def imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names that imports bind, with the full names that they stand for."""
    for node in inside(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                root = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (root, root)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def itself(function: ast.FunctionDef) -> str:
    """How a method calls its object, `self` as a rule; "" where it has none."""
    if any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in function.decorator_list):
        return ""
    arguments = [*function.args.posonlyargs, *function.args.args]
    return arguments[0].arg if arguments else ""


def own_attributes(method: ast.FunctionDef) -> Iterator[ast.Attribute]:
    """`self.x`, wherever it stands in a method."""
    name = itself(method)
    for node in inside(method):
        if isinstance(node, ast.Attribute) and is_called(node.value, name):
            yield node


def assignments(method: ast.FunctionDef) -> Iterator[tuple[ast.Attribute, ast.expr]]:
    """`self.x = value`, each with its own value where several are assigned at once."""
    name = itself(method)
    for node in inside(method):
        if isinstance(node, ast.Assign):
            pairs = [pair for target in node.targets for pair in paired(target, node.value)]
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            pairs = [(node.target, node.value)]
        else:
            continue
        for target, value in pairs:
            if isinstance(target, ast.Attribute) and is_called(target.value, name):
                yield target, value


def is_called(node: ast.expr, name: str) -> bool:
    """Whether an expression is nothing but this name."""
    return isinstance(node, ast.Name) and node.id == name


def paired(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """Targets with their values."""
    if not isinstance(target, ast.Tuple | ast.List):
        return [(target, value)]
    if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts):
        return list(zip(target.elts, value.elts, strict=True))
    return [(part, value) for part in target.elts]


def registered(method: ast.FunctionDef) -> Iterator[tuple[str, ast.Call]]:
    """Names that are set by `self.register_buffer("x", …)`, setattr and their like."""
    for node in inside(method):
        if not isinstance(node, ast.Call):
            continue
        is_setattr = isinstance(node.func, ast.Name) and node.func.id == "setattr"
        is_register = isinstance(node.func, ast.Attribute) and node.func.attr in REGISTER
        named = node.args[is_setattr : is_setattr + 1] if is_setattr or is_register else []
        for argument in named:
            text = argument.value if isinstance(argument, ast.Constant) else ""
            yield (text if isinstance(text, str) else ""), node


def method_of(node: ast.Call) -> str:
    """The name of the method that is called; "" for a function."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def has_keyword(call: ast.Call, *names: str) -> bool:
    """Whether a call names one of these arguments, or may by **."""
    return any(keyword.arg in (*names, None) for keyword in call.keywords)


def has_star(call: ast.Call) -> bool:
    """Whether a call passes a number of arguments that is not written down."""
    return any(isinstance(argument, ast.Starred) for argument in call.args)


def meant(name: str, known: Iterable[str], *, shown: str = "{}") -> str:
    """`; did you mean …?`, where a known name is spelled alike."""
    near = difflib.get_close_matches(name, sorted(set(known) - {name}), n=1, cutoff=0.6)
    return f"; did you mean {shown.format(near[0])}?" if near else ""


def is_open(function: ast.FunctionDef) -> bool:
    """Whether a function's body is still to be written."""
    body = [node for node in function.body if not is_text(node)]
    return all(is_filler(node) for node in body)


def is_text(node: ast.stmt) -> bool:
    """A docstring."""
    return isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str)


def is_filler(node: ast.stmt) -> bool:
    """`...`, `pass` or `raise NotImplementedError`; also `x = ...` and `return ...`."""
    if isinstance(node, ast.Raise):
        raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
    return isinstance(node, ast.Pass) or is_dots(getattr(node, "value", None))


def is_dots(node: object) -> bool:
    """`...`."""
    return isinstance(node, ast.Constant) and node.value is Ellipsis


def gives_something(function: ast.FunctionDef) -> bool:
    """Whether a function returns or yields a value somewhere, nested functions left out."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            continue
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if isinstance(node, ast.Return) and node.value is not None:
            return True
        waiting += ast.iter_child_nodes(node)
    return False
