"""Axes, indices and numbers of values that are not there."""

import re

from torchkata.coach.errors.rule import Rule, shaped, tensors
from torchkata.contracts import Explanation, Raised


def axis(found: re.Match[str], raised: Raised) -> Explanation:
    """An axis beyond the last."""
    given = tensors(raised)
    if given:
        happened = (
            f"{shaped(given[0])} has {len(given[0].shape or ())} axes, and none is {found[3]}"
        )
    else:
        happened = f"axis {found[3]} does not exist: there are {found[1]} to {found[2]}"
    return Explanation(
        happened,
        "axes count from 0, or from the end with -1",
        "is a batch or head axis lost on the way, or would you rather count from the end?",
    )


def entry(found: re.Match[str], raised: Raised) -> Explanation:
    """An index beyond the last."""
    return Explanation(
        f"index {found[1]} in an axis of size {found[3]} (axis {found[2]})",
        "indices run from 0 to size - 1",
        "is it the axis you mean?",
    )


def indices(found: re.Match[str], raised: Raised) -> Explanation:
    """More indices than axes."""
    given = tensors(raised)
    subject = f"{shaped(given[0])} has" if given else "the tensor has"
    return Explanation(
        f"more indices than axes: {subject} {found[1]}",
        "every index but None and ... takes one axis",
        "what is the shape here, and which axis is missing?",
    )


def index_dtype(found: re.Match[str], raised: Raised) -> Explanation:
    """A tensor of floats as an index."""
    return Explanation(
        "a tensor of floats is used as an index",
        "indices are whole numbers, or a mask of True and False",
        "was a comparison, an argmax or a .long() meant?",
    )


def unpacked(found: re.Match[str], raised: Raised) -> Explanation:
    """Another number of names than values."""
    given = tensors(raised)
    several = next((o for o in raised.operands if o.kind in ("Size", "tuple", "list")), None)
    about = f": {shaped(given[0])}" if given else ""
    if several is not None:
        about = f": `{several.text}` is {several.value}"
    held = f", and gets {found[3]}" if found[3] else ", and gets " + more_or_less(found[1])
    return Explanation(
        f"the left side names {found[2]} values{held}{about}",
        "x.shape has a number for each axis; chunk and split give a tensor for each part",
        "how many axes, or parts, are there at this line?",
    )


def more_or_less(word: str) -> str:
    """`more` for "too many"."""
    return "more" if word == "too many" else "fewer"


def python_index(found: re.Match[str], raised: Raised) -> Explanation:
    """An entry that a list or tuple does not have."""
    several = next((o for o in raised.operands if o.kind in ("Size", "tuple", "list")), None)
    about = f": `{several.text}` is {several.value}" if several is not None else ""
    return Explanation(
        f"an entry that the {found[1]} does not have{about}",
        "entries run from 0 to length - 1",
        "how long is it here?",
    )


RULES = (
    Rule(
        "axis",
        r"Dimension out of range \(expected to be in range of \[(-?\d+), (-?\d+)\], but got "
        r"(-?\d+)\)",
        axis,
    ),
    Rule("index", r"index (-?\d+) is out of bounds for dimension (\d+) with size (\d+)", entry),
    Rule("indices", r"too many indices for tensor of dimension (\d+)", indices),
    Rule("index dtype", r"tensors used as indices must be long", index_dtype),
    Rule(
        "unpacking",
        r"(too many|not enough) values to unpack \(expected (?:at least )?(\d+)(?:, got (\d+))?\)",
        unpacked,
    ),
    Rule("list index", r"(list|tuple) index out of range", python_index),
)
