"""Lines of generated code, broken as the formatter would break them."""

from collections.abc import Sequence

WIDTH = 100
INDENT = "    "


def bracketed(head: str, items: Sequence[str], tail: str, *, depth: int = 0) -> list[str]:
    """`head(items)tail`: on one line, with the items on a line of their own, or one a line."""
    pad = INDENT * depth
    joined = ", ".join(items)
    flat = f"{pad}{head}({joined}){tail}"
    if len(flat) <= WIDTH or not items:
        return [flat]
    inner = pad + INDENT
    if len(inner + joined) <= WIDTH:
        return [f"{pad}{head}(", inner + joined, f"{pad}){tail}"]
    return [f"{pad}{head}(", *(f"{inner}{item}," for item in items), f"{pad}){tail}"]


def docstring(text: str, *, depth: int) -> list[str]:
    """A docstring's lines; a text of several lines ends in quotes on a line of their own."""
    pad = INDENT * depth
    escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    first, *rest = escaped.splitlines()
    if not rest:
        closing = '\\"' if first.endswith('"') else first[-1:]
        return [f'{pad}"""{first[:-1]}{closing}"""']
    return [f'{pad}"""{first}', *(f"{pad}{line}".rstrip() for line in rest), f'{pad}"""']
