"""What was computed or built, and is then left lying."""

import ast
from collections.abc import Iterator

from torchkata.source.editing.known import Surroundings, surroundings
from torchkata.source.editing.lost import assigned, lost, read

Idle = tuple[str, int, int]


def idle_name(text: str) -> Idle | None:
    """The only variable that nothing reads, and the first and last line on which it could be.

    Where there is none, a part that nothing uses, if there is but one line for it.
    """
    around = list(surroundings(text))
    for find in (variables, parts):
        found = [idle for one in around for idle in find(one)]
        if len({(first, last) for _, first, last in found}) == 1:
            return found[0]
    return None


def variables(around: Surroundings) -> Iterator[Idle]:
    """Those of one function, each with the lines after it."""
    statements = list(around.statements)
    arguments = {node.arg for node in ast.walk(around.function.args) if type(node) is ast.arg}
    for name in around.unused:
        made = [s.lineno for s in statements if assigned(s) == name]
        later = [s.lineno for s in statements if made and s.lineno > made[0]]
        if later and name not in arguments and name not in read(around.function):
            yield name, min(later), max(later)
    for name, line, statement in lost(around.function):
        if name not in arguments:
            yield name, min(s.lineno for s in statements if s.lineno > line), statement.lineno
    for loop in statements:
        if isinstance(loop, ast.For) and not isinstance(loop.iter, ast.Call):
            name = ast.unparse(loop.target)
            if name in around.unused:
                yield name, loop.body[0].lineno, loop.body[-1].lineno


def parts(around: Surroundings) -> Iterator[Idle]:
    """What `__init__` built and this function does not use, which is all that there is."""
    statements = list(around.statements)
    if len(statements) == 1 and around.function.name == "forward":
        for name in around.unused:
            if name in around.built:
                yield name, statements[0].lineno, statements[0].lineno
