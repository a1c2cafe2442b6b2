"""The JSON documents of looks at the reference."""

from torchkata.contracts import Answer, Excerpt
from torchkata.render.documents import SCHEMA, Document


def excerpt(found: Excerpt) -> Document:
    """The lines of a peek, or all of them after giving up."""
    return {
        "schema": SCHEMA,
        "kata": found.kata,
        "first": found.first,
        "last": found.last,
        "total": found.total,
        "whole": found.is_whole,
        "lines": list(found.lines),
        "due": None if found.due is None else found.due.isoformat(),
    }


def answer(found: Answer) -> Document:
    """The reference and the notes."""
    return {
        "schema": SCHEMA,
        "kata": found.kata,
        "reference": found.reference,
        "notes": found.notes,
    }
