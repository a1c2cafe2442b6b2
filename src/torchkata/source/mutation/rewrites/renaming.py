"""Other names, another order of registration, one level more."""

import ast

from torchkata.source.mutation.rewrites.facts import (
    Facts,
    Function,
    constructor,
    every_function,
    expression,
    is_called_only,
    layers,
    modules,
)


def attributes(tree: ast.Module, facts: Facts) -> int:
    """Every attribute of every class gets a name that says nothing."""
    count = 0
    for cls in modules(tree):
        own = [name for name in set_attributes(cls) if name not in facts.fixed]
        names = {name: f"part_{number}" for number, name in enumerate(own)}
        for node in ast.walk(cls):
            match node:
                case ast.Attribute(ast.Name("self"), name) if name in names:
                    node.attr = names[name]
                case ast.Call(
                    ast.Attribute(ast.Name("self"), "register_buffer"),
                    [ast.Constant(str(name)) as given, *_],
                ) if name in names:
                    given.value = names[name]
        count += len(names)
    return count


def set_attributes(cls: ast.ClassDef) -> list[str]:
    """The attributes that a class sets or registers, in order."""
    found = []
    for node in ast.walk(cls):
        match node:
            case ast.Attribute(ast.Name("self"), name, ast.Store()):
                found.append(name)
            case ast.Call(
                ast.Attribute(ast.Name("self"), "register_buffer"), [ast.Constant(str(name)), *_]
            ):
                found.append(name)
    return list(dict.fromkeys(found))


def local_names(tree: ast.Module, facts: Facts) -> int:
    """Every local variable gets a name that says nothing; parameters keep theirs."""
    count = 0
    for function in every_function(tree):
        parameters = {a.arg for a in ast.walk(function.args) if isinstance(a, ast.arg)}
        own = [name for name in stored_names(function) if name not in parameters]
        names = {name: f"value_{number}" for number, name in enumerate(own)}
        for node in ast.walk(function):
            if isinstance(node, ast.Name) and node.id in names:
                node.id = names[node.id]
        count += len(names)
    return count


def stored_names(node: ast.AST) -> list[str]:
    """The names that are bound inside, in order."""
    names = (n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store))
    return list(dict.fromkeys(name.id for name in names))


def registered_in_reverse(tree: ast.Module, facts: Facts) -> int:
    """Layers and parameters of a constructor are registered last to first."""
    count = 0
    for cls in modules(tree):
        made = constructor(cls)
        assert made is not None
        places = [i for i, statement in enumerate(made.body) if registers(statement)]
        if len(places) < 2 or uses_later_names(made, places):
            continue
        own = [made.body[place] for place in places]
        for place, statement in zip(places, reversed(own), strict=True):
            made.body[place] = statement
        count += len(own)
    return count


def registers(statement: ast.stmt) -> bool:
    """`self.x = nn.…`."""
    match statement:
        case ast.Assign([ast.Attribute(ast.Name("self"))], ast.Call(ast.Attribute(ast.Name("nn")))):
            return True
        case ast.Assign([ast.Attribute(ast.Name("self"))], ast.IfExp(_, ast.Call(called))):
            return isinstance(called, ast.Attribute) and ast.unparse(called).startswith("nn.")
    return False


def uses_later_names(function: Function, places: list[int]) -> bool:
    """Whether one of the statements needs a local that is bound below the first of them."""
    later = {name for part in function.body[places[0] :] for name in stored_names(part)}
    used = {
        node.id
        for place in places
        for node in ast.walk(function.body[place])
        if isinstance(node, ast.Name)
    }
    return bool(later & used)


def layers_wrapped(tree: ast.Module, facts: Facts) -> int:
    """Every linear layer and norm sits in a container of its own."""
    count = 0
    for cls in modules(tree):
        for layer in [*layers(cls, "Linear"), *layers(cls, "LayerNorm"), *layers(cls, "Conv2d")]:
            if is_called_only(cls, layer.name):
                wrapped = expression("nn.Sequential()")
                assert isinstance(wrapped, ast.Call)
                wrapped.args = [layer.call]
                layer.statement.value = wrapped
                count += 1
    return count
