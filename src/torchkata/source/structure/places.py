"""What stands in the same places of two terms, and so plays the same part."""

from collections.abc import Iterator

from torchkata.source.structure.term import Term, blurred, leaves_changed

Votes = dict[tuple[str, str, str, str], float]  # own class and name, the reference's


def beside(a: Term, b: Term) -> Iterator[tuple[str, str]]:
    """Leaves in the same places of two terms."""
    if not a.args and not b.args:
        yield a.op, b.op
    elif a.op == b.op and len(a.args) == len(b.args):
        if a.op in ("+", "*"):
            left, right = sorted(a.args, key=skeleton), sorted(b.args, key=skeleton)
        else:
            left, right = list(a.args), list(b.args)
        for x, y in zip(left, right, strict=True):
            yield from beside(x, y)
    else:
        for x in a.args:
            if skeleton(x) == skeleton(b):
                yield from beside(x, b)
        for y in b.args:
            if skeleton(y) == skeleton(a):
                yield from beside(a, y)


def skeleton(term: Term) -> Term:
    """A term without names."""
    return leaves_changed(term, blurred)


def plain_name(attribute: str) -> str:
    """`qkv` for `self.qkv` and for any part of it."""
    return attribute.removeprefix("self.").partition("/")[0]


def elected(votes: Votes) -> dict[tuple[str, str], str]:
    """Each attribute's counterpart, none twice."""
    found: dict[tuple[str, str], str] = {}
    taken = set()
    for (owner, own, theirs, name), _ in sorted(
        votes.items(), key=lambda vote: (-vote[1], vote[0])
    ):
        if (owner, own) not in found and (theirs, name) not in taken:
            found[owner, own] = name
            taken.add((theirs, name))
    return found
