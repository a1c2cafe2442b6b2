"""Arguments with defaults that a file gives its own functions, and then never sets."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An argument that no call names."""

    owner: str  # the function; the class whose `__init__` it is; "" for any other method
    name: str
    default: ast.expr

    def given(self, names: list[str]) -> ast.keyword | None:
        """What a call may say, where these names are there: another answer than the default."""
        if self.name in names:
            return ast.keyword(self.name, ast.Name(self.name, ast.Load()))
        if isinstance(self.default, ast.Constant) and isinstance(self.default.value, bool):
            return ast.keyword(self.name, ast.Constant(not self.default.value))
        return None


def options(tree: ast.Module) -> list[Option]:
    """All of a file."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    named = {keyword.arg for call in calls for keyword in call.keywords}
    return [option for option in declared(tree) if option.name not in named]


def declared(tree: ast.Module) -> Iterator[Option]:
    """The arguments with defaults, of functions and of methods."""
    for parent in ast.walk(tree):
        for function in ast.iter_child_nodes(parent):
            if isinstance(function, ast.FunctionDef):
                owner = function.name
                if isinstance(parent, ast.ClassDef):
                    owner = parent.name if function.name == "__init__" else ""
                for argument, default in optional(function.args):
                    yield Option(owner, argument, default)


def optional(arguments: ast.arguments) -> Iterator[tuple[str, ast.expr]]:
    """Arguments that have defaults."""
    given = [*arguments.posonlyargs, *arguments.args]
    first = len(given) - len(arguments.defaults)
    yield from ((a.arg, d) for a, d in zip(given[first:], arguments.defaults, strict=True))
    pairs = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    yield from ((a.arg, d) for a, d in pairs if d is not None)
