"""Every small change of one statement, or of the default of an argument."""

import ast
from collections.abc import Iterator

from torchkata.contracts import Edit
from torchkata.source.editing.alternatives import alternatives
from torchkata.source.editing.asked import questions
from torchkata.source.editing.beside import added, as_beside
from torchkata.source.editing.known import AS_THERE, Known, Surroundings, given
from torchkata.source.editing.nodes import COPIES, Ranked

HEADS = {ast.If: "test", ast.For: "iter"}
SIMPLE = (ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Expr, ast.Pass)
PLAIN = (0, 1)  # ranks of changes that need nothing of the reference
MOST_OF_DEFAULTS = 2  # their rank

Changed = tuple[int, str, int]  # the rank, the words, and the line where it is changed
Place = tuple[ast.AST, str, int | None, ast.AST]  # a node, by what holds it


def applied(text: str, edit: Edit) -> str:
    """The text with a change made; what follows it moves if it is longer or shorter."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt) and (node.lineno, node.col_offset) == edit.place:
            head = HEADS.get(type(node))
            part: ast.stmt | ast.expr = node if head is None else getattr(node, head)
            return spliced(text, part, edit.text)
        if isinstance(node, ast.arguments):
            for default in given(node):
                if (default.lineno, default.col_offset) == edit.place:
                    return spliced(text, default, edit.text)
    return text


def spliced(text: str, part: ast.stmt | ast.expr, by: str) -> str:
    """The text with other words in place of a node; columns count bytes."""
    lines = text.encode().splitlines(keepends=True)
    first, last = part.lineno - 1, (part.end_lineno or part.lineno) - 1
    before = b"".join(lines[:first]) + lines[first][: part.col_offset]
    after = lines[last][part.end_col_offset :] + b"".join(lines[last + 1 :])
    return (before + by.encode() + after).decode()


def changes(node: ast.expr | ast.stmt, known: Known, around: Surroundings) -> Iterator[Edit]:
    """Those of ranks that what is known is for; a text may come twice."""
    if isinstance(node, ast.stmt):
        yield from of_statement(node, known, around)
    else:
        yield from of_default(node, known, around)


def of_default(default: ast.expr, known: Known, around: Surroundings) -> Iterator[Edit]:
    """The changes of a default, by where it stands itself."""
    holder = ast.Expression(default)
    own = ast.unparse(holder)
    for rank, words, _ in changed(holder, known, around):
        if words != own and rank < MOST_OF_DEFAULTS:
            yield Edit(default.lineno, default.col_offset, words, rank, default.lineno)


def of_statement(statement: ast.stmt, known: Known, around: Surroundings) -> Iterator[Edit]:
    """The changes of one statement, or of its head."""
    head = HEADS.get(type(statement))
    holder: ast.AST = statement
    if head is not None:
        holder = ast.Expression(getattr(statement, head))
    own = ast.unparse(holder)
    towers = has_tower(holder)
    for rank, words, line in changed(holder, known, around):
        is_tower = words.count("**") > 1 and not towers and has_tower(ast.parse(words))
        if words != own and not is_tower:
            spot = line or statement.lineno
            yield Edit(statement.lineno, statement.col_offset, words, rank, spot)
    for rank, words in as_a_whole(statement, known, around):
        if words != own and rank in known.ranks:
            yield Edit(statement.lineno, statement.col_offset, words, rank, statement.lineno)


def as_a_whole(statement: ast.stmt, known: Known, around: Surroundings) -> Iterator[Ranked[str]]:
    """Changes of a statement that are more than one of a place in it."""
    if isinstance(statement, ast.If):
        yield from ((0, words) for words in questions(statement, around))
    elif isinstance(statement, SIMPLE):
        yield from copied(statement)
        yield from as_beside(statement, around)
        yield from added(statement, known, around)


def copied(statement: ast.stmt) -> Iterator[Ranked[str]]:
    """A copy under a name, where the name is given what others hold too and may change."""
    match statement:
        case ast.Assign(value=ast.Name() | ast.Attribute() | ast.Subscript() as value):
            copy = ast.Call(ast.Attribute(value, "clone", ast.Load()), [], [])
            is_renamed = isinstance(value, ast.Name) and isinstance(statement.targets[0], ast.Name)
            rank = COPIES[0] if is_renamed else COPIES[1]
            yield rank, ast.unparse(ast.Assign(statement.targets, copy, lineno=0))


def has_tower(node: ast.AST) -> bool:
    """Whether there is a power in an exponent: of integers that takes longer than one waits."""
    powers = [n for n in ast.walk(node) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Pow)]
    return any(other in ast.walk(one.right) for one in powers for other in powers)


def changed(holder: ast.AST, known: Known, around: Surroundings) -> Iterator[Changed]:
    """What is held with each of its places in turn otherwise."""
    for parent, field, index, node in list(places(holder)):
        for rank, other in alternatives(node, parent, known, around):
            is_sought = AS_THERE in known.ranks and rank in PLAIN
            if rank not in known.ranks and not is_sought:
                continue
            put(parent, field, index, other)
            try:
                if is_sought:
                    changed_part = parent if isinstance(parent, ast.expr) else other
                    if ast.unparse(changed_part) not in known.wording:
                        continue
                yield (
                    AS_THERE if is_sought else rank,
                    ast.unparse(holder),
                    getattr(node, "lineno", 0),
                )
            except (ValueError, AttributeError):  # no such code can be written
                continue
            finally:
                put(parent, field, index, node)
    for rank, words in reordered(holder):
        if rank in known.ranks:
            yield rank, words, 0
        if words in known.wording:
            yield AS_THERE, words, 0


def places(holder: ast.AST) -> Iterator[Place]:
    """Everything below a node."""
    for parent in ast.walk(holder):
        for field, value in ast.iter_fields(parent):
            if field in ("annotation", "ctx", "op", "ops", "keywords"):
                continue
            if isinstance(value, ast.expr):
                yield parent, field, None, value
            elif isinstance(value, list):
                for index, one in enumerate(value):
                    if isinstance(one, ast.expr):
                        yield parent, field, index, one
        if isinstance(parent, ast.Call):
            for keyword in parent.keywords:
                yield keyword, "value", None, keyword.value


def put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    """Put a node where another one was."""
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def reordered(holder: ast.AST) -> Iterator[Ranked[str]]:
    """An assignment to several names with two of them exchanged; `+=` as another operator."""
    if isinstance(holder, ast.AugAssign):
        first = holder.op
        for other in (ast.Add(), ast.Sub(), ast.Mult(), ast.Div()):
            holder.op = other
            yield 0, ast.unparse(holder)
        holder.op = first
    target = holder.targets[0] if isinstance(holder, ast.Assign) else None
    if isinstance(target, ast.Tuple):
        names = target.elts
        for i in range(len(names)):
            for j in range(i + 1, len(names)):
                names[i], names[j] = names[j], names[i]
                yield 0, ast.unparse(holder)
                names[i], names[j] = names[j], names[i]
    if isinstance(holder, ast.stmt) and not isinstance(holder, ast.Return):
        yield 2, "pass"
