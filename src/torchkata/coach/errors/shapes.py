"""Shapes that do not fit, where no matrices are multiplied."""

import math
import re

from torchkata.coach.errors.rule import Rule, all_shaped, shaped, tensors
from torchkata.contracts import Explanation, Operand, Raised


def broadcast(found: re.Match[str], raised: Raised) -> Explanation:
    """Two sizes meet that differ."""
    a, b, axis = map(int, found.groups())
    given = tensors(raised)
    happened = f"two tensors do not broadcast: {a} meets {b} at axis {axis}"
    if len(given) >= 2:
        happened = f"{shaped(given[0])} and {shaped(given[1])} do not broadcast: {a} meets {b}"
    return Explanation(
        happened,
        "axes are paired from the right; each pair must be equal, or one of them 1",
        broadcast_question(given, a, b),
    )


def broadcast_question(given: list[Operand], a: int, b: int) -> str:
    """What two shapes that do not broadcast look like."""
    shapes = [operand.shape or () for operand in given[:2]]
    if len(shapes) == 2 and len(shapes[0]) != len(shapes[1]):
        return "where should an axis of 1 stand: [:, None], unsqueeze, keepdim=True?"
    if len(shapes) == 2 and sorted(shapes[0]) == sorted(shapes[1]):
        return "the sizes are the same in another order: is a transpose missing?"
    if abs(a - b) == 1:
        return "the sizes differ by one: is there a class token, or a shift, on one side only?"
    return "what do the two axes that meet stand for?"


def view(found: re.Match[str], raised: Raised) -> Explanation:
    """Memory that is not in the order of the axes."""
    given = tensors(raised)
    subject = shaped(given[0]) if given else "this tensor"
    strides = f", with strides {given[0].strides}" if given and given[0].strides else ""
    return Explanation(
        f"view cannot merge axes of {subject}: it is not contiguous{strides}",
        "transpose, permute and expand move no data; view needs memory in the order of the axes",
        "would reshape do, or contiguous() before? And are the axes in the order you mean?",
    )


def elements(found: re.Match[str], raised: Raised) -> Explanation:
    """Another number of elements than the tensor has."""
    wanted, held = [int(size) for size in found[1].split(",")], int(found[2])
    product = math.prod(size for size in wanted if size > 0)
    given = tensors(raised)
    subject = f"{shaped(given[0])} holds" if given else "the tensor holds"
    needed = f"a multiple of {product}" if -1 in wanted else str(product)
    return Explanation(
        f"{subject} {held} numbers; {tuple(wanted)} would need {needed}",
        "a reshape keeps the number of elements",
        elements_question(held, product, has_free=-1 in wanted),
    )


def elements_question(held: int, product: int, *, has_free: bool) -> str:
    """By how much the numbers of elements differ."""
    if product and not has_free and held % product == 0:
        return f"the shape is {held // product} times too small: is an axis forgotten?"
    if held and not has_free and product % held == 0:
        return f"the shape is {product // held} times too large: is an axis split off already?"
    return "which axes does the tensor have here, and which of them do you split or merge?"


def two_unknown(found: re.Match[str], raised: Raised) -> Explanation:
    """-1 more than once."""
    return Explanation(
        "-1 stands for more than one size",
        "one size can be worked out from the others, two cannot",
        "which of the two do you know?",
    )


def joined(found: re.Match[str], raised: Raised) -> Explanation:
    """Tensors joined along an axis, other axes differ."""
    given = tensors(raised)
    shapes = f" ({all_shaped(given)})" if given else ""
    return Explanation(
        f"cat along axis {found[1]}: tensor {found[4]} (from 0) has size {found[3]} where the "
        f"first has {found[2]}{shapes}",
        "all axes but the one that is joined must be equal; cat never broadcasts",
        joined_question([operand.shape or () for operand in given]),
    )


def joined_question(shapes: list[tuple[int, ...]]) -> str:
    """Along which axis tensors could be joined."""
    if len(shapes) >= 2 and len({len(shape) for shape in shapes}) == 1:
        for axis in range(len(shapes[0])):
            if len({shape[:axis] + shape[axis + 1 :] for shape in shapes}) == 1:
                return f"they would join along axis {axis}: is that the one you mean?"
        if {1} < {shape[0] for shape in shapes}:
            return "one of them has a batch of 1: must it be expanded first?"
    return "what is the shape of each of them just before this call?"


def ranks(found: re.Match[str], raised: Raised) -> Explanation:
    """Tensors joined with other numbers of axes."""
    given = tensors(raised)
    shapes = all_shaped(given) if given else f"{found[1]} and {found[2]} axes"
    return Explanation(
        f"cat got tensors with different numbers of axes: {shapes}",
        "cat joins along an axis that all of them have",
        "which one lacks an axis (unsqueeze, [None], expand)?",
    )


def stacked(found: re.Match[str], raised: Raised) -> Explanation:
    """Stacked tensors of different shapes."""
    return Explanation(
        f"stack: entry 0 is ({found[1]}), entry {found[3]} is ({found[2]})",
        "stack makes a new axis, so all shapes must be equal; cat joins along one that is there",
        "do you mean cat?",
    )


def expanded(found: re.Match[str], raised: Raised) -> Explanation:
    """Expansion of an axis that is not 1."""
    return Explanation(
        f"expand cannot make {found[1]} of {found[2]} at axis {found[3]}",
        "only axes of size 1 are expanded; -1 keeps an axis as it is",
        "is an unsqueeze missing, or should something be repeated?",
    )


def too_few_sizes(found: re.Match[str], raised: Raised) -> Explanation:
    """Expansion to fewer axes."""
    return Explanation(
        f"expand was given {found[1]} sizes for a tensor of {found[2]} axes",
        "expand names every axis, and may add some in front",
        "what is the shape just before this call?",
    )


def parts(found: re.Match[str], raised: Raised) -> Explanation:
    """Parts of a split that do not add up."""
    return Explanation(
        f"split: the parts [{found[3]}] have to add up to {found[1]}, the size of axis {found[2]}",
        "split(n) takes the size of a part, chunk(n) the number of parts",
        "how many parts are there, and how wide is each?",
    )


def permuted(found: re.Match[str], raised: Raised) -> Explanation:
    """Permutation with another number of axes."""
    given = tensors(raised)
    subject = f"{shaped(given[0])} has" if given else "the tensor has"
    return Explanation(
        f"permute was given {found[2]} axes, {subject} {found[1]}",
        "permute names every axis once",
        "is an axis lost, or one too many, just before this call?",
    )


RULES = (
    Rule(
        "broadcast",
        r"The size of tensor a \((\d+)\) must match the size of tensor b \((\d+)\) at "
        r"non-singleton dimension (\d+)",
        broadcast,
    ),
    Rule("view", r"view size is not compatible with input tensor's size and stride", view),
    Rule("elements", r"shape '\[([-\d, ]+)\]' is invalid for input of size (\d+)", elements),
    Rule("two unknown sizes", r"only one dimension can be inferred", two_unknown),
    Rule(
        "cat sizes",
        r"Sizes of tensors must match except in dimension (\d+)\. Expected size (\d+) but got size "
        r"(\d+) for tensor number (\d+)",
        joined,
    ),
    Rule("cat axes", r"Tensors must have same number of dimensions: got (\d+) and (\d+)", ranks),
    Rule(
        "stack",
        r"stack expects each tensor to be equal size, but got \[([^\]]*)\] at entry 0 and "
        r"\[([^\]]*)\] at entry (\d+)",
        stacked,
    ),
    Rule(
        "expand",
        r"The expanded size of the tensor \((\d+)\) must match the existing size \((\d+)\) at "
        r"non-singleton dimension (\d+)",
        expanded,
    ),
    Rule(
        "expand axes",
        r"the number of sizes provided \((\d+)\) must be greater or equal to the number of "
        r"dimensions in the tensor \((\d+)\)",
        too_few_sizes,
    ),
    Rule(
        "split",
        r"split_sizes to sum exactly to (\d+) \(input tensor's size at dimension (-?\d+)\), but "
        r"got split_sizes=\[([^\]]*)\]",
        parts,
    ),
    Rule("permute", r"input\.dim\(\) = (\d+) is not equal to len\(dims\) = (\d+)", permuted),
)
