"""Advice on single calls."""

import ast
from collections.abc import Iterator

from torchkata.contracts import Advice, Weight
from torchkata.source.advice.facts import (
    FUNCTIONAL,
    Facts,
    has_keyword,
    has_star,
    inside,
    itself,
    method_of,
)

PURE = set(
    "chunk clamp clone contiguous exp expand flatten log masked_fill matmul mean movedim mul "
    "permute relu repeat reshape rsqrt sigmoid softmax sqrt squeeze sum swapaxes tanh transpose "
    "tril triu unflatten unsqueeze view".split()
)
SIZED = ("view", "reshape", "expand", "split", "unflatten", "repeat")
BORN = set("arange empty eye full linspace ones rand randn tril_indices triu_indices zeros".split())
SOFTMAXES = ("softmax", "log_softmax")


def calls(facts: Facts) -> Iterator[ast.Call]:
    """Every call inside a function."""
    for function in facts.functions:
        if not isinstance(facts.parents.get(function), ast.FunctionDef):  # it is in there already
            yield from (node for node in inside(function) if isinstance(node, ast.Call))


def forwards(facts: Facts) -> Iterator[ast.FunctionDef]:
    """Every forward of a module."""
    yield from (c.methods["forward"] for c in facts.modules if "forward" in c.methods)


def layer_in_forward(facts: Facts) -> Iterator[Advice]:
    """A layer with weights that is made anew in every forward."""
    for forward in forwards(facts):
        for node in inside(forward):
            if facts.has_weights(node) and isinstance(node, ast.Call):
                words = f"{ast.unparse(node.func)} is made anew in every forward: it never trains"
                yield Advice(node.lineno, words, "layer-in-forward", Weight.CANNOT_WORK)


def softmax_axis(facts: Facts) -> Iterator[Advice]:
    """A softmax that is not told over which axis."""
    for node in calls(facts):
        name, method = facts.called(node), method_of(node)
        home, _, last = name.rpartition(".")
        if has_star(node) or has_keyword(node, "dim", "axis"):
            continue
        is_function = home in ("torch", FUNCTIONAL, "torch.special") and last in SOFTMAXES
        is_layer = home.startswith("torch.nn") and last in ("Softmax", "LogSoftmax")
        is_method = method in SOFTMAXES and not name.startswith(("torch.", "self."))
        least = 2 if is_function else 1
        if (is_function or is_layer or is_method) and len(node.args) < least:
            if is_method and name.rpartition(".")[0] in facts.aliases.values():
                continue  # of another library
            words = "softmax without dim: over which axis do the weights sum to one?"
            yield Advice(node.lineno, words, "softmax-axis")


def forward_called(facts: Facts) -> Iterator[Advice]:
    """`layer.forward(x)`, which leaves out hooks."""
    for node in calls(facts):
        if method_of(node) == "forward" and not ast.unparse(node.func).startswith("super()"):
            assert isinstance(node.func, ast.Attribute)
            if facts.name_of(node.func.value) in facts.classes:
                continue  # a base's forward
            words = f"call {ast.unparse(node.func.value)}(...) itself: .forward leaves out hooks"
            yield Advice(node.lineno, words, "forward-called", Weight.HABIT)


def born_on_cpu(facts: Facts) -> Iterator[Advice]:
    """A tensor made in forward that is not said to be where the input is."""
    for forward in forwards(facts):
        subscripts = [node for node in ast.walk(forward) if isinstance(node, ast.Subscript)]
        indices = {id(node) for one in subscripts for node in ast.walk(one.slice)}
        for node in inside(forward):
            home, _, name = facts.called(node).rpartition(".")
            if not isinstance(node, ast.Call) or home != "torch" or name not in BORN:
                continue
            if id(node) in indices:  # an index may be on the CPU
                continue
            if not has_keyword(node, "device") and not is_moved(facts, node):
                words = f"torch.{name} makes a tensor on the CPU; device=x.device?"
                yield Advice(node.lineno, words, "born-on-cpu", Weight.HABIT)


def is_moved(facts: Facts, node: ast.AST) -> bool:
    """Whether `.to(…)` or its like follows, or only numbers are taken out of it."""
    parent = facts.parents.get(node)
    while isinstance(parent, ast.Attribute | ast.Call | ast.BinOp | ast.UnaryOp | ast.Subscript):
        if isinstance(parent, ast.Attribute) and parent.attr in ("to", "type_as", "cuda", "tolist"):
            return True
        parent = facts.parents.get(parent)
    return False


def lost_result(facts: Facts) -> Iterator[Advice]:
    """`x.transpose(1, 2)` as a line of its own."""
    for function in facts.functions:
        for node in inside(function):
            if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
                continue
            name, method = facts.called(node.value), method_of(node.value)
            is_own = name.startswith(f"{itself(function)}.") and name.count(".") == 1
            if method in PURE and not is_own and not has_keyword(node.value, "out"):
                words = f"{method} changes nothing in place: its result is lost here"
                yield Advice(node.lineno, words, "lost-result")


def float_size(facts: Facts) -> Iterator[Advice]:
    """`/` in a size, which makes it a float."""
    divided = {
        ast.unparse(target)
        for node in inside(facts.tree)
        if isinstance(node, ast.Assign) and is_quotient(node.value)
        for target in node.targets
    }
    for node in calls(facts):
        if facts.has_weights(node) or method_of(node) in SIZED or facts.called(node) == "range":
            for argument in node.args:
                if is_quotient(argument) or ast.unparse(argument) in divided:
                    words = f"{ast.unparse(argument)} is a float here; // gives an int"
                    yield Advice(node.lineno, words, "float-size")


def is_quotient(node: ast.expr) -> bool:
    """`a / b`, with names or whole numbers on both sides."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div):
        return False
    sides = (node.left, node.right)
    return all(
        isinstance(side, ast.Name | ast.Attribute)
        or (isinstance(side, ast.Constant) and isinstance(side.value, int))
        for side in sides
    )


def dropout_in_eval(facts: Facts) -> Iterator[Advice]:
    """F.dropout in a module, which drops in eval mode too unless it is told."""
    for found in facts.modules:
        if any(n.attr == "training" for n in inside(found.node) if isinstance(n, ast.Attribute)):
            continue
        for node in inside(found.node):
            if not isinstance(node, ast.Call) or facts.called(node) != f"{FUNCTIONAL}.dropout":
                continue
            if len(node.args) < 3 and not has_star(node) and not has_keyword(node, "training"):
                words = "F.dropout drops in eval mode too; training=self.training?"
                yield Advice(node.lineno, words, "dropout-in-eval")


def squeezed_all(facts: Facts) -> Iterator[Advice]:
    """`squeeze()`, which also drops a batch of one."""
    for node in calls(facts):
        is_function = facts.called(node) == "torch.squeeze"
        if not is_function and (
            method_of(node) != "squeeze" or facts.called(node) == "self.squeeze"
        ):
            continue
        if len(node.args) == int(is_function) and not node.keywords:
            words = "squeeze without an axis also drops a batch of one"
            yield Advice(node.lineno, words, "squeezed-all", Weight.HABIT)


def softmax_twice(facts: Facts) -> Iterator[Advice]:
    """cross_entropy of probabilities."""
    for node in calls(facts):
        if facts.called(node) == f"{FUNCTIONAL}.cross_entropy" and node.args:
            scores = node.args[0]
            is_softmax = isinstance(scores, ast.Call) and (
                method_of(scores) == "softmax" or facts.called(scores).endswith(".softmax")
            )
            if is_softmax:
                words = "cross_entropy takes scores: it does the softmax itself"
                yield Advice(node.lineno, words, "softmax-twice")


RULES = (
    layer_in_forward,
    softmax_axis,
    lost_result,
    float_size,
    dropout_in_eval,
    softmax_twice,
    forward_called,
    born_on_cpu,
    squeezed_all,
)
