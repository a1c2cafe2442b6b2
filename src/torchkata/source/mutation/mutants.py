"""Every mutant of a text: each operator at each place that it knows."""

import ast
from collections.abc import Iterator

from torchkata.contracts import Mutant
from torchkata.source.mutation.operators import OPERATORS
from torchkata.source.mutation.scope import Exchange, Replacement, places
from torchkata.source.mutation.splice import Source, bracketed, digest

LONGEST = 60  # characters of `before` and `after`


def mutants(text: str, target: str = "") -> tuple[Mutant, ...]:
    """The reference with one learner's mistake at a time, in the order of the file.

    Texts that do not compile, or that another mutant has already, are left out, and so are the
    defaults of everything but the target, which nobody but the reference itself calls.
    """
    seen = {ast.dump(ast.parse(text))}
    found: dict[str, Mutant] = {}
    for mutant in candidates(text, target):
        tree = compiled(mutant.text)
        if tree is None or tree in seen:
            continue
        seen.add(tree)
        number = sum(known.startswith(mutant.id) for known in found)
        unique = f"{mutant.id}-{number + 1}" if number else mutant.id
        found[unique] = Mutant(
            unique, mutant.operator, mutant.line, mutant.before, mutant.after, mutant.text
        )
    return tuple(sorted(found.values(), key=lambda mutant: mutant.line))


def candidates(text: str, target: str = "") -> Iterator[Mutant]:
    """What the operators give, doubles included."""
    source = Source(text)
    for node, scope in places(ast.parse(text)):
        if target and isinstance(scope.parent, ast.arguments) and not scope.is_in(target):
            continue
        for name, operator in OPERATORS.items():
            for replacement in operator(node, scope):
                before, after, mutated = applied(source, node, scope.parent, replacement)
                line = getattr(node, "lineno", 1)
                yield Mutant(
                    id=f"{name}:{line}:{digest(before, after)}",
                    operator=name,
                    line=line,
                    before=short(before),
                    after=short(after),
                    text=mutated,
                )


def applied(
    source: Source, node: ast.AST, parent: ast.AST, replacement: Replacement
) -> tuple[str, str, str]:
    """The place before and after, and the whole text after."""
    if isinstance(replacement, Exchange):
        first, second = replacement.first, replacement.second
        before = f"{source.segment(first)}; {source.segment(second)}"
        after = f"{replacement.first_text}; {replacement.second_text}"
        later = Source(source.replaced(second, replacement.second_text))
        return before, after, later.replaced(first, replacement.first_text)
    after = bracketed(replacement, parent, node)
    return source.segment(node), after, source.replaced(node, after)


def short(code: str) -> str:
    """Code on one line of bounded length."""
    line = " ".join(code.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."


def compiled(text: str) -> str | None:
    """What the text means to Python, formatting left out; None where it means nothing."""
    try:
        tree = ast.parse(text)
        compile(tree, "<mutant>", "exec", dont_inherit=True)
    except SyntaxError:
        return None
    return ast.dump(tree)
