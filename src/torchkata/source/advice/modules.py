"""Advice on how a module is set up: its base, super().__init__(), forward, what it returns."""

import ast
from collections.abc import Iterator

from torchkata.contracts import Advice, Weight
from torchkata.source.advice.facts import (
    Class,
    Facts,
    assignments,
    gives_something,
    inside,
    is_filler,
    is_open,
    itself,
    meant,
    registered,
)

NOTHING = ("super().__init__", "Module.__init__")


def no_module(facts: Facts) -> Iterator[Advice]:
    """A class with layers and a forward that inherits nothing."""
    for found in facts.classes.values():
        init = found.methods.get("__init__")
        if found.bases or "forward" not in found.methods or init is None:
            continue
        if any(facts.is_made_layer(value) for _, value in assignments(init)):
            words = (
                f"{found.node.name} has layers and a forward, and does not inherit from nn.Module"
            )
            yield Advice(found.node.lineno, words, "no-module", Weight.CANNOT_WORK)


def super_missing(facts: Facts) -> Iterator[Advice]:
    """An __init__ that registers something and never calls super().__init__()."""
    for found, init in initialisers(facts):
        if not super_lines(init) and registering(facts, init):
            words = f"{found.node.name}.__init__ never calls super().__init__()"
            yield Advice(init.lineno, words, "no-super", Weight.CANNOT_WORK)


def super_late(facts: Facts) -> Iterator[Advice]:
    """Something registered before super().__init__()."""
    for _, init in initialisers(facts):
        called, lines = super_lines(init), registering(facts, init)
        if called and lines and min(lines) < min(called):
            words = "something is registered here before super().__init__() is called"
            yield Advice(min(lines), words, "late-super", Weight.CANNOT_WORK)


def initialisers(facts: Facts) -> list[tuple[Class, ast.FunctionDef]]:
    """Every __init__ of a module."""
    return [(c, c.methods["__init__"]) for c in facts.modules if "__init__" in c.methods]


def super_lines(init: ast.FunctionDef) -> list[int]:
    """The lines on which the base's __init__ is called, whichever way it is named."""
    return [
        node.lineno
        for node in inside(init)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "__init__"
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id == itself(init))
    ]


def registering(facts: Facts, init: ast.FunctionDef) -> list[int]:
    """The lines on which a layer, parameter or buffer is given to the module."""
    lines = [target.lineno for target, value in assignments(init) if facts.is_made_layer(value)]
    return lines + [call.lineno for _, call in registered(init)]


def misspelt_method(facts: Facts) -> Iterator[Advice]:
    """`__int__` and `_init_` for `__init__`, which nobody calls."""
    for found in facts.modules:
        for name, method in found.methods.items():
            if name in ("__int__", "_init_", "__init", "init__", "__inti__"):
                words = f"{name} is not called by anybody; did you mean __init__?"
                yield Advice(method.lineno, words, "misspelt-init", Weight.CANNOT_WORK)


def no_forward(facts: Facts) -> Iterator[Advice]:
    """A module without a forward, itself and its bases in the file."""
    for found in facts.modules:
        if not found.is_plain or {"forward", "__call__"} & {*found.methods, *class_names(found)}:
            continue
        if any(found.node.name in other.bases for other in facts.modules):
            continue
        if not wants_forward(facts, found):
            continue
        words = f"{found.node.name} has no forward{meant('forward', found.methods)}"
        yield Advice(found.node.lineno, words, "no-forward", Weight.CANNOT_WORK)


def wants_forward(facts: Facts, found: Class) -> bool:
    """Whether somebody calls it: the kata, a module that makes it, or it seems to have one."""
    if meant("forward", found.methods):
        return True
    name = found.node.name
    if name == facts.target:
        methods = facts.signature.methods if facts.signature is not None else ()
        return any(method.startswith("forward(") for method in methods)
    made = [value for _, init in initialisers(facts) for _, value in assignments(init)]
    return any(facts.called(node) == name for value in made for node in inside(value))


def class_names(found: Class) -> set[str]:
    """Names assigned in the body of a class, `forward = …` say."""
    targets = [t for n in found.node.body if isinstance(n, ast.Assign) for t in n.targets]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def no_return(facts: Facts) -> Iterator[Advice]:
    """A function that gives None where its value is wanted."""
    wanted = {m.methods["forward"] for m in facts.modules if "forward" in m.methods}
    wanted |= {f for f in facts.functions if is_used(facts, f)}
    wanted |= {given for given, asked in methods_of_target(facts) if asked.returns is not None}
    wanted -= {given for given, asked in methods_of_target(facts) if gives_none(asked)}
    for function in sorted(wanted, key=lambda f: f.lineno):
        if is_open(function) or gives_something(function) or raises(function):
            continue
        last = function.body[-1]
        words = f"{function.name} ends here without return: it gives None"
        yield Advice(last.end_lineno or last.lineno, words, "no-return", Weight.CANNOT_WORK)


def gives_none(function: ast.FunctionDef) -> bool:
    """Whether a signature ends in `-> None`."""
    return isinstance(function.returns, ast.Constant) and function.returns.value is None


def raises(function: ast.FunctionDef) -> bool:
    """Whether a function ends by raising."""
    return isinstance(function.body[-1], ast.Raise)


def is_used(facts: Facts, function: ast.FunctionDef) -> bool:
    """Whether what this function of the file returns is assigned or computed with somewhere."""
    is_method = isinstance(facts.parents.get(function), ast.ClassDef)
    for node in inside(facts.tree):
        if not isinstance(node, ast.Call) or isinstance(facts.parents.get(node), ast.Expr):
            continue
        if is_method and is_own_call(node, function.name):
            return True
        if not is_method and isinstance(node.func, ast.Name) and node.func.id == function.name:
            return True
    return False


def is_own_call(node: ast.Call, name: str) -> bool:
    """`self.name(…)`."""
    function = node.func
    return (
        isinstance(function, ast.Attribute)
        and function.attr == name
        and isinstance(function.value, ast.Name)
        and function.value.id == "self"
    )


def unfinished(facts: Facts) -> Iterator[Advice]:
    """`...` where something is to be written."""
    for function in facts.functions:
        for node in function.body:
            if is_filler(node) and not isinstance(node, ast.Pass) and not is_abstract(function):
                words = f"{function.name} is still open here"
                yield Advice(node.lineno, words, "open", Weight.CANNOT_WORK)
                break


def is_abstract(function: ast.FunctionDef) -> bool:
    """Whether a decorator says that there is more than one of it, or that others write it."""
    names = {ast.unparse(node).rpartition(".")[2] for node in function.decorator_list}
    return bool(names & {"abstractmethod", "overload"})


def signature(facts: Facts) -> Iterator[Advice]:
    """Another number of arguments than the kata passes."""
    for given, wanted in methods_of_target(facts):
        takes, least = positional(given)
        passed = [argument.arg for argument in wanted.args.args]
        required = len(passed) - len(wanted.args.defaults)
        if given.args.vararg or given.args.kwarg or given.args.kwonlyargs or wanted.args.kwonlyargs:
            continue
        if len(takes) < len(passed) or least > len(passed) or least > max(required, 1) > len(takes):
            ours, theirs = (", ".join(names) for names in (takes, passed))
            words = f"{given.name}({ours}) has other arguments than the kata's ({theirs})"
            yield Advice(given.lineno, words, "signature", Weight.CANNOT_WORK)


def methods_of_target(facts: Facts) -> Iterator[tuple[ast.FunctionDef, ast.FunctionDef]]:
    """The target's functions, each beside what the kata says of it."""
    if facts.signature is None:
        return
    functions = {f.name: f for f in facts.tree.body if isinstance(f, ast.FunctionDef)}
    if facts.signature.kind == "class":
        target = facts.classes.get(facts.target)
        functions = target.methods if target is not None else {}
    for text in facts.signature.methods:
        wanted = ast.parse(f"def {text}: ...").body[0]
        if isinstance(wanted, ast.FunctionDef) and wanted.name in functions:
            yield functions[wanted.name], wanted


def positional(function: ast.FunctionDef) -> tuple[list[str], int]:
    """The arguments that go by position, and how many of them have no default."""
    taken = [argument.arg for argument in [*function.args.posonlyargs, *function.args.args]]
    return taken, len(taken) - len(function.args.defaults)


def defined_twice(facts: Facts) -> Iterator[Advice]:
    """A class or function under a name that another one of the same block has taken already."""
    for block in (facts.tree.body, *(found.node.body for found in facts.classes.values())):
        first: dict[str, int] = {}
        for node in block:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef) or node.decorator_list:
                continue
            if node.name in first:
                words = (
                    f"{node.name} is defined again here: that of line {first[node.name]} is gone"
                )
                yield Advice(node.lineno, words, "defined-twice", Weight.PROBABLY_WRONG)
            first[node.name] = node.lineno


RULES = (
    defined_twice,
    no_module,
    super_missing,
    super_late,
    misspelt_method,
    no_forward,
    no_return,
    unfinished,
    signature,
)
