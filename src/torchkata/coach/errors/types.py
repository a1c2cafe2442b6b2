"""Values of another kind than is needed: dtypes, devices, None, tuples, numbers."""

import re

from torchkata.coach.errors.rule import Rule, tensors
from torchkata.contracts import Explanation, Operand, Raised

NEEDS_TENSOR = "a function without return gives None, and so does an optional argument left out"
SEVERAL = "chunk, split, max(dim), LSTM and MultiheadAttention give several tensors at once"


def given(found: re.Match[str]) -> list[str]:
    """The groups that took part in a match."""
    return [group for group in found.groups() if group]


def devices(found: re.Match[str], raised: Raised) -> Explanation:
    """Tensors on two devices."""
    one, other = given(found)[:2]
    where = "; ".join(f"`{o.text}` is on {o.device}" for o in tensors(raised))
    return Explanation(
        f"tensors on two devices meet: {one} and {other}" + (f" ({where})" if where else ""),
        "a tensor made in forward is born on the CPU; a plain attribute does not move with .to()",
        "should it be a register_buffer, or be made with device=x.device?",
    )


def dtypes(found: re.Match[str], raised: Raised) -> Explanation:
    """Tensors of two dtypes."""
    one, other = given(found)[:2]
    kinds = ", ".join(f"`{o.text}` {o.dtype}" for o in tensors(raised))
    is_whole = {"long", "int"} & {one.lower(), other.lower()}
    return Explanation(
        f"two dtypes meet: {one} and {other}" + (f" ({kinds})" if kinds else ""),
        "layers and products do not convert their inputs",
        "are these ids that belong into an embedding, or is a .to(x.dtype) missing?"
        if is_whole
        else "which side has the dtype that it should not have, and where is it made?",
    )


def no_version(found: re.Match[str], raised: Raised) -> Explanation:
    """An operation for floats alone."""
    return Explanation(
        f"this operation is not there for {given(found)[0]}",
        "softmax, mean, exp and their like need floats",
        "is a .float() or .to(x.dtype) missing, and should there be whole numbers here at all?",
    )


def mask_dtype(found: re.Match[str], raised: Raised) -> Explanation:
    """A mask that is not one of True and False."""
    masks = [o for o in tensors(raised) if o.dtype == found[1]]
    name = f"`{masks[-1].text}`" if masks else "the mask"
    return Explanation(
        f"{name} is {found[1]}, not bool",
        "masks come from comparisons: mask == 0, tril(...).bool()",
        "which comparison says where something is hidden?",
    )


def inverted(found: re.Match[str], raised: Raised) -> Explanation:
    """~ of floats."""
    floats = tensors(raised)
    name = f"`{floats[0].text}` is {floats[0].dtype}" if floats else "this tensor is none of bool"
    return Explanation(
        f"~ is for True and False; {name}",
        "~ inverts a mask; - changes a sign",
        "is a comparison or .bool() missing before?",
    )


def condition(found: re.Match[str], raised: Raised) -> Explanation:
    """A whole tensor as a condition."""
    return Explanation(
        "a whole tensor is used as a condition",
        "if, and, or and not need one True or False",
        "do you mean `is not None`, .any(), .all(), or & and | on whole tensors?",
    )


def none(found: re.Match[str], raised: Raised) -> Explanation:
    """None where something is needed."""
    empty = [operand for operand in raised.operands if operand.kind == "NoneType"]
    subject = f"`{empty[0].text}` is None" if empty else "a value is None"
    return Explanation(
        f"{subject}, where something else is needed", NEEDS_TENSOR, none_question(empty)
    )


def none_question(empty: list[Operand]) -> str:
    """Where the None may come from."""
    if empty and "(" in empty[0].text:
        return "does the function that is called here end with return?"
    return "where was it made: by a function without return, or is it an argument left out?"


def several(found: re.Match[str], raised: Raised) -> Explanation:
    """A tuple where a tensor is meant."""
    tuples = [o for o in raised.operands if o.kind not in ("Tensor", "Parameter") and o.value]
    subject = next((f"`{o.text}` is a {o.kind}" for o in tuples if o.kind in found[0]), "")
    return Explanation(
        f"{subject or f'this is a {given(found)[0]}'}, not a tensor",
        SEVERAL,
        "is it still to be unpacked?",
    )


def argument_kind(found: re.Match[str], raised: Raised) -> Explanation:
    """An argument of another kind."""
    return Explanation(
        f"{found[1]} takes a {found[3]} as `{found[2]}`, and gets a {found[4]}",
        "an argument has to be of the kind that the function works on",
        "in which order does it take its arguments?",
    )


def whole_sizes(found: re.Match[str], raised: Raised) -> Explanation:
    """A size that is no int."""
    return Explanation(
        f"a size is a {given(found)[0]}, and has to be an int",
        "/ gives a float even where nothing is left over; // gives an int",
        "where is this size worked out?",
    )


def combination(found: re.Match[str], raised: Raised) -> Explanation:
    """Arguments that no version of a function takes."""
    kinds = ", ".join(f"`{o.text}` ({o.kind})" for o in raised.operands)
    return Explanation(
        f"{found[1]}() has no version for these arguments" + (f": {kinds}" if kinds else ""),
        "sizes are ints, axes are ints, and tensors come first",
        "which of them is not what it should be?",
    )


def operand_kinds(found: re.Match[str], raised: Raised) -> Explanation:
    """An operator between kinds that have none."""
    return Explanation(
        f"there is no {found[1]} between a {found[2]} and a {found[3]}",
        "operators work on tensors and numbers",
        "which of the two sides is not what it should be?",
    )


def to_numpy(found: re.Match[str], raised: Raised) -> Explanation:
    """numpy() of what is differentiated."""
    return Explanation(
        "a tensor in the graph of gradients is turned into numpy",
        "what leaves torch has no gradient",
        "can the step be written with torch's own functions?",
    )


def not_callable(found: re.Match[str], raised: Raised) -> Explanation:
    """A call of what cannot be called."""
    about = next((f"`{o.text}` is a {o.kind}" for o in raised.operands if o.kind == found[1]), "")
    return Explanation(
        f"{about or f'this is a {found[1]}'}, and is called like a function",
        "a list of layers is not a layer; a * is written out in a product",
        "is it to be looped over, indexed, or is an operator missing?",
    )


def no_entries(found: re.Match[str], raised: Raised) -> Explanation:
    """An index into what has no entries."""
    about = next((f"`{o.text}` is a {o.kind}" for o in raised.operands if o.kind == found[1]), "")
    return Explanation(
        f"{about or f'a {found[1]} is no list'}: it has no entries to take with []",
        "[] takes entries of tensors, lists and dicts; layers and functions are called with ()",
        "is a call missing, or an attribute such as .weight or .shape?",
    )


RULES = (
    Rule("device", r"Tensor on device (\S+) is not on the expected device (\S+?)!", devices),
    Rule("devices", r"at least two devices, ([\w:]+) and ([\w:]+)", devices),
    Rule(
        "dtype",
        r"mat1 and mat2 must have the same dtype, but got (\S+) and (\S+)|expected m1 and m2 to "
        r"have the same dtype, but got: (\S+) != (?:c10::)?(\S+)|expected scalar type (\S+) but "
        r"found (\S+)",
        dtypes,
    ),
    Rule(
        "no version",
        r"\"\w+?\" not implemented for '(\w+)'|could not infer output dtype.*Got: (\w+)",
        no_version,
    ),
    Rule("mask dtype", r"only supports boolean masks, but got mask with dtype (\w+)", mask_dtype),
    Rule("inverted", r"~ \(operator\.invert\) is only implemented", inverted),
    Rule("condition", r"Boolean value of Tensor with more than one value is ambiguous", condition),
    Rule("None", r"'NoneType' object|'NoneType' and|and 'NoneType'|, not NoneType", none),
    Rule(
        "several",
        r"'(tuple|list|torch\.return_types\.\w+)' object has no attribute|"
        r"argument '\w+' .*must be Tensor, not (tuple|list)",
        several,
    ),
    Rule(
        "size",
        r"must be tuple of ints,? ?but got (\w+)|"
        r"argument 'size' .*must be tuple of ints, (?:not|but found element of type) (\w+)|"
        r"'(\w+)' object cannot be interpreted as an integer",
        whole_sizes,
    ),
    Rule(
        "argument kind",
        r"(\w+)\(\): argument '(\w+)' .*must be (.+?), (?:not|but found element of type) (\w+)",
        argument_kind,
    ),
    Rule(
        "combination",
        r"(\w+)\(\) received an invalid combination of arguments(?! - got \(\))",
        combination,
    ),
    Rule(
        "operator",
        r"unsupported operand type\(s\) for (\S+): '([\w.]+)' and '([\w.]+)'",
        operand_kinds,
    ),
    Rule("numpy", r"Can't call numpy\(\) on Tensor that requires grad", to_numpy),
    Rule("not callable", r"'([\w.]+)' object is not callable", not_callable),
    Rule("no entries", r"'([\w.]+)' object is not subscriptable", no_entries),
)
