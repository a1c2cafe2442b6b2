"""What a comment may go on saying when its statement is gone."""

import re
from collections.abc import Collection, Iterable

from torchkata.source.scaffold.leaves import compact

SIZE = r"[A-Za-z_0-9.][\w .*/+-]*"
SHAPE = re.compile(rf"[(\[] *(?:{SIZE}(?:, *{SIZE})*)?,? *[)\]](?: +each\b)?")
WORD = re.compile(r"[A-Za-z]+")


def shapes(comment: str, expressions: Collection[str]) -> str:
    """The shapes that a comment begins with, as a comment; "" where there are none.

    `# (B, L), -1 to 1` keeps its shape, and a tuple that is one of the `expressions` is no shape.
    """
    text = comment.lstrip("# ")
    found = SHAPE.match(text)
    if found is None or compact(found[0]) in expressions:
        return ""
    return f"# {found[0]}"


def tells(comment: str, expressions: Iterable[str], functions: Iterable[str]) -> bool:
    """Whether a comment in words repeats code that is gone, or names a function called there."""
    text = compact(comment)
    if any(expression in text for expression in expressions):
        return True
    words = {word.lower() for word in WORD.findall(comment)}
    parts = {part.lower() for name in functions for part in WORD.findall(name.replace("_", " "))}
    return bool(words & parts)
