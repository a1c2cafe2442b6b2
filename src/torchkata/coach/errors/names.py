"""Names, attributes, arguments and methods that are not there."""

import difflib
import re

from torchkata.coach.errors.rule import Rule, alike
from torchkata.contracts import Explanation, Raised
from torchkata.source.usual_imports import import_line

FIRST = "nn.Module.__init__ makes the places in which parameters, buffers and layers are kept"
BY_NAME = re.compile(r"\Adef .*[(,]\s*\*\s*,", re.DOTALL)  # a signature with a bare *


def late_super(found: re.Match[str], raised: Raised) -> Explanation:
    """Something registered before the module is set up."""
    return Explanation(
        f"a {found[1]} is to be registered, and nn.Module is not set up yet",
        FIRST,
        "which line comes first in every __init__ of a module?",
    )


def no_super(found: re.Match[str], raised: Raised) -> Explanation:
    """A module that was never set up."""
    return Explanation(
        f"{found[1]} never set up nn.Module",
        FIRST,
        "which line comes first in every __init__ of a module?",
    )


def no_forward(found: re.Match[str], raised: Raised) -> Explanation:
    """A module without forward."""
    if found[1] in ("ModuleList", "ModuleDict"):
        return Explanation(
            f"an nn.{found[1]} is called",
            "it holds modules, and has no order in which they run",
            "do you want to loop over it, or nn.Sequential?",
        )
    near = next(iter(raised.near), "")
    return Explanation(
        f"{found[1]} has no method called forward" + (f"; it has `{near}`" if near else ""),
        "calling a module runs its forward",
        "is it spelled right, and indented as a method of the class?",
    )


def attribute(found: re.Match[str], raised: Raised) -> Explanation:
    """An attribute that an object does not have."""
    owner, name = found.groups()
    is_tensor = owner in ("Tensor", "Parameter")
    return Explanation(
        f"a {owner} has no `{name}`{alike(raised)}",
        "" if is_tensor else "an attribute is there once a line that sets it has run",
        "is it a function of torch rather than a method, or spelled otherwise?"
        if is_tensor
        else "is it spelled as in __init__, and does that line run?",
    )


def of_module(found: re.Match[str], raised: Raised) -> Explanation:
    """A function that torch does not have."""
    return Explanation(
        f"{found[1]} has no `{found[2]}`{alike(raised)}",
        "torch keeps functions in torch and torch.nn.functional, layers in torch.nn",
        "in which of them does it live, and how is it spelled?",
    )


def name(found: re.Match[str], raised: Raised) -> Explanation:
    """A name that nothing has; one that everybody imports is rather that than misspelt."""
    if (line := import_line(found[1])) is not None:
        return Explanation(
            f"nothing is called `{found[1]}` here; import it: {line}",
            "a name of another module is known once the file imports it",
            "does that line stand at the top of the file?",
        )
    return Explanation(
        f"nothing is called `{found[1]}` here{alike(raised)}",
        "a name is known once it is assigned, imported or an argument; attributes need self.",
        "is it spelled right, imported, or is self. missing?",
    )


def unbound(found: re.Match[str], raised: Raised) -> Explanation:
    """A local name that no line has set yet."""
    return Explanation(
        f"`{found[1]}` has no value yet",
        "a name that is assigned anywhere in a function is the function's own, everywhere in it",
        "on which path is it not set, or is another name meant?",
    )


def unexpected(found: re.Match[str], raised: Raised) -> Explanation:
    """A keyword that a function does not take."""
    taken = [argument.removesuffix("=...") for argument in raised.accepts]
    near = difflib.get_close_matches(found[2], taken, n=1, cutoff=0.5)
    meant = f"; did you mean `{near[0]}`?" if near else ""
    return Explanation(
        f"{callee(found)} has no argument `{found[2]}`{meant}",
        takes(callee(found), raised),
        "how is it called in its signature?",
    )


def too_many(found: re.Match[str], raised: Raised) -> Explanation:
    """More arguments than a function takes."""
    name = callee(found)
    has_self = "." in name
    allowed, given = (int(found[n]) - has_self for n in (2, 3))
    besides = " besides self" if has_self else ""
    if BY_NAME.search(raised.expression):
        return Explanation(
            f"{name} takes what stands after its * by name alone, and gets {given} by position",
            takes(name, raised),
            "is that * meant to be there?",
        )
    return Explanation(
        f"{name} takes {allowed} argument{'s' * (allowed != 1)}{besides}, and gets {given}",
        takes(name, raised),
        "is an argument missing in its definition, self perhaps?",
    )


def too_few(found: re.Match[str], raised: Raised) -> Explanation:
    """An argument left out."""
    _, missing = filter(None, found.groups())
    return Explanation(
        f"{callee(found)} is called without {missing}",
        takes(callee(found), raised),
        "should it be passed, or have a default?",
    )


def twice(found: re.Match[str], raised: Raised) -> Explanation:
    """One argument by position and by name."""
    return Explanation(
        f"{callee(found)} gets `{found[2]}` twice, by position and by name",
        takes(callee(found), raised),
        "which one is meant to go there?",
    )


def callee(found: re.Match[str]) -> str:
    """What was called, without the function that it is defined in."""
    name: str = next(filter(None, found.groups()))
    return name.lstrip(".")


def takes(function: str, raised: Raised) -> str:
    """What a function takes, as far as it is known; else whose names they are."""
    if raised.accepts:
        return f"{function} takes ({', '.join(raised.accepts)})"
    is_entered = raised.expression and not raised.expression.startswith(("def ", "class "))
    return "" if is_entered else "names and order of arguments are the kata's: kata show tells them"


def parameter(found: re.Match[str], raised: Raised) -> Explanation:
    """A plain value in the place of a parameter."""
    return Explanation(
        f"`{found[3]}` is a {found[2]}, and a {found[1]} is assigned to it",
        "what is registered under a name can only be replaced by its own kind",
        "does it want nn.Parameter around it, or another name?",
    )


def missing_package(found: re.Match[str], raised: Raised) -> Explanation:
    """A package that is not installed."""
    return Explanation(
        f"there is no package `{found[1]}` where kata runs",
        "an attempt is one file: it needs torch and Python's own library, and no module beside it",
        "can the step be written with torch's own functions?",
    )


def missing_import(found: re.Match[str], raised: Raised) -> Explanation:
    """A name that a module does not hold."""
    return Explanation(
        f"{found[2]} holds no `{found[1]}`{alike(raised)}",
        "torch keeps functions in torch and torch.nn.functional, layers in torch.nn",
        "in which of them does it live, and how is it spelled?",
    )


RULES = (
    Rule(
        "late super",
        r"cannot assign (module|parameter|buffer)s? before Module\.__init__\(\) call",
        late_super,
    ),
    Rule("no super", r"(\w+)\.__init__ never called super\(\)\.__init__\(\)", no_super),
    Rule("no forward", r'Module \[(\w+)\] is missing the required "forward"', no_forward),
    Rule("module attribute", r"module '([\w.]+)' has no attribute '(\w+)'", of_module),
    Rule("attribute", r"'([\w.]+)' object has no attribute '(\w+)'", attribute),
    Rule("name", r"name '(\w+)' is not defined", name),
    Rule(
        "unbound",
        r"cannot access (?:local|free) variable '(\w+)'",
        unbound,
    ),
    Rule(
        "unexpected argument",
        r"([\w.]+)\(\) got an unexpected keyword argument '(\w+)'",
        unexpected,
    ),
    Rule(
        "too many arguments",
        r"([\w.]+)\(\) takes (?:from \d+ to )?(\d+) positional arguments? but (\d+) (?:was|were) "
        r"given",
        too_many,
    ),
    Rule(
        "missing argument",
        r"([\w.]+)\(\) missing \d+ required (?:positional|keyword-only) arguments?: (.*)|"
        r"(\w+)\(\) received .* - got \(\), but expected one of:\n \* \(\w+ (\w+)",
        too_few,
    ),
    Rule("argument twice", r"([\w.]+)\(\) got multiple values for argument '(\w+)'", twice),
    Rule("parameter", r"cannot assign '(\S+)' (?:object to|as) (\w+(?: \w+)?) '(\w+)'", parameter),
    Rule("package", r"No module named '([\w.]+)'", missing_package),
    Rule("import", r"cannot import name '(\w+)' from '([\w.]+)'", missing_import),
)
