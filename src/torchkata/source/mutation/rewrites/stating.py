"""State, dropout, and what is returned."""

import ast

from torchkata.source.mutation.rewrites.facts import (
    Facts,
    called_layer,
    change_everywhere,
    constructor,
    every_function,
    expression,
    is_called_only,
    modules,
    statements,
    text_of,
)


def buffers_saved_or_not(tree: ast.Module, facts: Facts) -> int:
    """Buffers that the kata does not name are saved where they were not, and the other way."""

    def change(node: ast.expr) -> ast.expr | None:
        match node:
            case ast.Call(
                ast.Attribute(ast.Name("self"), "register_buffer"),
                [ast.Constant(str(name)), value],
                keywords,
            ) if name not in facts.fixed:
                saved = "" if keywords else ", persistent=False"
                return expression(f"self.register_buffer({name!r}, {text_of(value)}{saved})")
        return None

    return change_everywhere(tree, change)


def dropout_as_function(tree: ast.Module, facts: Facts) -> int:
    """`nn.functional.dropout` with a rate that is kept, instead of a layer."""
    count = 0
    for cls in modules(tree):
        made = constructor(cls)
        assert made is not None
        for place, statement in enumerate(list(made.body)):
            found = rate(statement)
            if found is None or not is_called_only(cls, found[0]):
                continue
            name, kept = found
            made.body[place : place + 1] = statements(f"self.{name}_rate = {kept}")
            drop_by_function(cls, name)
            count += 1
    return count


def rate(statement: ast.stmt) -> tuple[str, str] | None:
    """Name and rate of a dropout layer, also of one that is left out at times."""
    match statement:
        case ast.Assign([ast.Attribute(ast.Name("self"), name)], value):
            match value:
                case ast.Call(ast.Attribute(ast.Name("nn"), "Dropout"), [p]):
                    return name, text_of(p)
                case ast.IfExp(test, ast.Call(ast.Attribute(ast.Name("nn"), "Dropout"), [p]), _):
                    return name, f"{text_of(p)} if {text_of(test)} else 0.0"
    return None


def drop_by_function(cls: ast.ClassDef, name: str) -> None:
    """Calls of the layer become calls of the function."""

    def change(node: ast.expr) -> ast.expr | None:
        call = called_layer(node)
        if call is None or call[0] != name:
            return None
        given = f"{text_of(call[1])}, p=self.{name}_rate, training=self.training"
        return expression(f"nn.functional.dropout({given})")

    change_everywhere(cls, change)


def result_named(tree: ast.Module, facts: Facts) -> int:
    """What is returned has a name first."""
    count = 0
    for function in every_function(tree):
        last = function.body[-1]
        if isinstance(last, ast.Return) and last.value is not None:
            named = statements(f"result = {text_of(last.value)}")
            function.body[-1:] = [*named, ast.Return(ast.Name("result", ast.Load()))]
            count += 1
    return count
