"""What stands in the way of gradients, and exceptions of Python's own."""

import re

from torchkata.coach.errors.rule import Rule, shaped, tensors
from torchkata.contracts import Explanation, Raised

VIEWS = (
    "AsStrided",
    "Expand",
    "Permute",
    "Select",
    "Slice",
    "T",
    "Transpose",
    "UnsafeView",
    "View",
)


def leaf(found: re.Match[str], raised: Raised) -> Explanation:
    """A parameter changed in place."""
    return Explanation(
        f"`{raised.expression}` changes a parameter in place"
        if raised.expression
        else "a parameter is changed in place",
        "gradients belong to the value that a parameter had",
        "can it be written x = x + y, or does it belong under torch.no_grad() in __init__?",
    )


def shared_memory(found: re.Match[str], raised: Raised) -> Explanation:
    """An expanded tensor written to."""
    given = tensors(raised)
    subject = f": {shaped(given[0])} has strides {given[0].strides}" if given else ""
    return Explanation(
        f"an expanded tensor is written to{subject}",
        "expand copies nothing: a stride of 0 is the same memory again and again",
        "is it to be cloned first, or the result to be a new tensor?",
    )


def overwritten(found: re.Match[str], raised: Raised) -> Explanation:
    """What backward needs was changed."""
    maker = found[1].removesuffix("Backward0")
    is_place = raised.line is not None and "backward(" not in raised.expression
    value = "a value" if maker in VIEWS else f"a result of {maker}"
    keeper = f"line {raised.line} keeps" if is_place else "backward needs"
    return Explanation(
        f"{keeper} {value} for gradients, and it is changed in place afterwards",
        "x += y, x[...] = y and methods ending in _ change values that gradients are made of",
        "which later line changes it, and what would it be as x = x + y?",
    )


def second_time(found: re.Match[str], raised: Raised) -> Explanation:
    """A second backward pass."""
    return Explanation(
        "backward ran twice over one graph",
        "a graph is freed after the first backward",
        "is something kept from one call to the next, that should be made anew or detached?",
    )


def not_scalar(found: re.Match[str], raised: Raised) -> Explanation:
    """A backward pass from many numbers."""
    given = tensors(raised)
    subject = shaped(given[0]) if given else "a tensor with more than one number"
    return Explanation(
        f"backward is called on {subject}",
        "a loss is one number",
        "is a .mean() or .sum() missing?",
    )


def no_graph(found: re.Match[str], raised: Raised) -> Explanation:
    """A loss that depends on no parameter."""
    return Explanation(
        "what is differentiated depends on nothing that has a gradient",
        "detach, no_grad, .item(), argmax and plain tensors cut the graph",
        "after which line is requires_grad False?",
    )


def unfinished(found: re.Match[str], raised: Raised) -> Explanation:
    """A part that raises NotImplementedError itself."""
    return Explanation(
        "this part is still to be written", "", "what does the brief say that it returns?"
    )


def endless(found: re.Match[str], raised: Raised) -> Explanation:
    """A function that calls itself without end."""
    return Explanation(
        "a function calls itself without end",
        "a module that is called runs its forward: self(x) in forward starts all over",
        "which call leads back to where it is made?",
    )


def zero(found: re.Match[str], raised: Raised) -> Explanation:
    """A division by zero."""
    return Explanation(
        "something is divided by zero",
        "in an edge case a length, a count or a difference of lengths may be 0",
        "for which sizes is the divisor 0?",
    )


def missing_key(found: re.Match[str], raised: Raised) -> Explanation:
    """A key that a dict does not have."""
    return Explanation(
        f"there is no entry {found[0]}",
        "a dict has the keys that were put in, spelled as they were",
        "where is this entry made, and under which name?",
    )


RULES = (
    Rule(
        "leaf",
        r"a (?:view of a )?leaf Variable that requires grad is being used in an in-place operation",
        leaf,
    ),
    Rule(
        "shared memory",
        r"more than one element of the written-to tensor refers to a single memory location",
        shared_memory,
    ),
    Rule(
        "overwritten",
        r"needed for gradient computation has been modified by an inplace operation"
        r".*?output \d+ of (\w+)",
        overwritten,
    ),
    Rule("second time", r"backward through the graph a second time", second_time),
    Rule("not scalar", r"grad can be implicitly created only for scalar outputs", not_scalar),
    Rule("no graph", r"does not require grad and does not have a grad_fn", no_graph),
    Rule(
        "unfinished",
        r"\A\s*\Z|(?i:todo|not (?:yet )?implemented)",
        unfinished,
        type="NotImplementedError",
    ),
    Rule("recursion", r"maximum recursion depth exceeded", endless, type="RecursionError"),
    Rule("zero", r"", zero, type="ZeroDivisionError"),
    Rule("key", r".{1,80}", missing_key, type="KeyError"),
)
