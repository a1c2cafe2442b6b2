"""The names that a file binds at its top level when it is imported."""

import ast
from collections.abc import Iterator, Sequence

from torchkata.contracts import Definition

MAIN = ast.dump(ast.Constant("__main__"))
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda)


def definitions(tree: ast.Module) -> tuple[Definition, ...]:
    """Classes, functions, imports and assigned names, also inside a top-level if, try or with."""
    return tuple(_of_block(tree.body))


def is_main_guard(node: ast.stmt) -> bool:
    """Whether this is `if __name__ == "__main__":`, whose body an import does not run."""
    match node:
        case ast.If(test=ast.Compare(left=left, ops=[ast.Eq()], comparators=[right])):
            sides = {ast.dump(left), ast.dump(right)}
            return sides == {ast.dump(ast.Name("__name__", ast.Load())), MAIN}
    return False


def _of_block(body: Sequence[ast.stmt]) -> Iterator[Definition]:
    for node in body:
        yield from _of_statement(node)


def _of_statement(node: ast.stmt) -> Iterator[Definition]:
    match node:
        case ast.ClassDef(name=name):
            yield Definition(name, "class", node.lineno)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield Definition(name, "function", node.lineno)
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            for alias in aliases:
                name = alias.asname or alias.name.partition(".")[0]
                if name != "*":
                    yield Definition(name, "import", node.lineno)
        case ast.AnnAssign(value=None):
            return
        case ast.If(orelse=orelse) if is_main_guard(node):
            yield from _of_block(orelse)
        case _:
            yield from _targets(node)
            for block in _blocks(node):
                yield from _of_block(block)


def _targets(node: ast.stmt) -> Iterator[Definition]:
    """Names that this statement itself assigns; what a nested block assigns is not its own."""
    expressions = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    expressions += [item for child in ast.iter_child_nodes(node) for item in _as_targets(child)]
    for expression in expressions:
        for name in _stored(expression):
            yield Definition(name.id, "name", name.lineno)


def _stored(node: ast.AST) -> Iterator[ast.Name]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node
    if not isinstance(node, COMPREHENSIONS):  # these keep their variables to themselves
        for child in ast.iter_child_nodes(node):
            yield from _stored(child)


def _as_targets(node: ast.AST) -> list[ast.expr]:
    return [node.optional_vars] if isinstance(node, ast.withitem) and node.optional_vars else []


def _blocks(node: ast.stmt) -> Iterator[list[ast.stmt]]:
    for part in ("body", "handlers", "cases", "orelse", "finalbody"):
        for child in getattr(node, part, []):
            if isinstance(child, ast.stmt):
                yield [child]
            elif isinstance(child, ast.ExceptHandler | ast.match_case):
                yield child.body
