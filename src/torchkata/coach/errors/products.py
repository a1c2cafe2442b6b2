"""Products of matrices whose sizes do not fit."""

import re

from torchkata.coach.errors.rule import Rule, layer, number, shaped, tensors
from torchkata.contracts import Explanation, Raised

INNER = (
    "@ multiplies the last two axes: the last of the left must equal the last but one of the right"
)


def matrices(found: re.Match[str], raised: Raised) -> Explanation:
    """Two matrices, one of which may belong to a Linear."""
    linear, given = layer(raised, "Linear"), tensors(raised)
    if linear is not None and given and (wanted := number(linear, "in_features")) is not None:
        shape = given[0].shape or ()
        return Explanation(
            f"`{linear.text}` takes a last axis of {wanted}; that of {shaped(given[0])} is "
            f"{shape[-1]}",
            "nn.Linear works on the last axis alone; all axes before it are batch",
            linear_question(shape, wanted),
        )
    left, right = found[2], found[3]
    return Explanation(
        f"the inner sizes of a matrix product differ: {left} on the left, {right} on the right",
        INNER,
        transposed_question(raised),
    )


def linear_question(shape: tuple[int, ...], wanted: int) -> str:
    """What may have happened to the input of a Linear."""
    if wanted in shape[:-1]:
        return f"axis {shape.index(wanted)} is {wanted}: is a transpose missing before this call?"
    if len(shape) > 1 and shape[-1] * shape[-2] == wanted:
        return f"{shape[-2]} * {shape[-1]} = {wanted}: are two axes still to be merged?"
    return "was the layer built with another in_features, or does it get another tensor?"


def transposed_question(raised: Raised) -> str:
    """Whether a transpose would make two operands fit."""
    given = [operand.shape or () for operand in tensors(raised)]
    if len(given) == 2 and all(len(shape) > 1 for shape in given):
        left, right = given
        if left[-1] == right[-1]:
            return (
                "they fit once the right side has its last two axes swapped: is that what you mean?"
            )
        if left[-2] == right[-2]:
            return (
                "they fit once the left side has its last two axes swapped: is that what you mean?"
            )
    return "which axis is summed over, and where does it stand on either side?"


def batches(found: re.Match[str], raised: Raised) -> Explanation:
    """A product of batches of matrices."""
    given = tensors(raised)
    happened = f"in a product of batches the left has {found[2]} columns, the right {found[4]} rows"
    if len(given) == 2:
        happened = f"{shaped(given[0])} @ {shaped(given[1])}: {found[2]} meets {found[4]}"
    return Explanation(happened, INNER, transposed_question(raised))


def vector(found: re.Match[str], raised: Raised) -> Explanation:
    """A matrix and a vector."""
    return Explanation(
        f"a matrix of {found[1]} meets a vector of {found[2]}",
        "a matrix times a vector needs as many columns as the vector has entries",
        "is the vector the right one, and does the matrix want a transpose?",
    )


def letter(found: re.Match[str], raised: Raised) -> Explanation:
    """One letter of einsum with two sizes."""
    return Explanation(
        f"in einsum `{found[1]}` is {found[4]} in an earlier operand and {found[2]} in operand "
        f"{found[3]} (from 0)",
        "one letter stands for one size, in every operand",
        "which axes do the two letters name, and are the operands in this order?",
    )


def letters(found: re.Match[str], raised: Raised) -> Explanation:
    """As many letters as axes."""
    return Explanation(
        f"einsum has {found[1]} letters for operand {found[3]} (from 0), which has {found[2]} axes",
        "every axis has its letter; ... stands for those that are left",
        "what is the shape of that operand just before this call?",
    )


RULES = (
    Rule(
        "matrices",
        r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)",
        matrices,
    ),
    Rule(
        "batches of matrices",
        r"Expected size for first two dimensions of batch2 tensor to be: "
        r"\[(\d+), (\d+)\] but got: \[(\d+), (\d+)\]",
        batches,
    ),
    Rule(
        "matrix and vector",
        r"size mismatch, got input \(\d+\), mat \((\w+)\), vec \((\d+)\)",
        vector,
    ),
    Rule(
        "einsum sizes",
        r"einsum\(\): subscript (\w) has size (\d+) for operand (\d+) which does not broadcast "
        r"with previously seen size (\d+)",
        letter,
    ),
    Rule(
        "einsum letters",
        r"einsum\(\): the number of subscripts in the equation \((\d+)\) does not match the number "
        r"of dimensions \((\d+)\) for operand (\d+)",
        letters,
    ),
)
