"""How a check says no: an exception inside this room, a failed check outside it."""

from torchkata.worker.case import Case
from torchkata.worker.faults import Fault


class CheckFailedError(Exception):
    """The attempt failed `check`; `line` is where, if that is known.

    `passed` names checks that are known to hold nevertheless.
    """

    def __init__(
        self, check: str, message: str, *, details: tuple[str, ...] = (), line: int | None = None
    ) -> None:
        super().__init__(message)
        self.check = check
        self.message = message
        self.details = details
        self.line = line
        self.passed: tuple[str, ...] = ()
        self.case: int | None = None  # on which values differ
        self.loud = (1.0, 1.0)  # what matrices and inputs were multiplied by
        self.train = False  # whether it was in train mode
        self.attribute: str | None = None  # `NAME` of self.NAME, where that alone is the reason


class NotRelatedError(Exception):
    """No relabelling was found, and none was excluded: there is no verdict."""


STAGES = {
    "import": ("builds", "the file raises {type} while it is loaded"),
    "build": ("builds", "building {target} raises {type}"),
    "run": ("shapes", "calling {target} raises {type}"),
    "backward": ("gradients", "the backward pass raises {type}"),
    "state": ("state", "its own state dict cannot be loaded into a new {target}: {type}"),
}
OWN_WORDS = (
    "TimeLimit",
    "ProcessEnded",
    "ChannelClosed",
    "BadAnswer",
    "OutputTooLarge",
    "NewParameter",
)


def failure_of(fault: Fault, target: str, *, check: str | None = None) -> CheckFailedError:
    """An exception of the attempt as a failed check, with its line and caret."""
    named, words = STAGES[fault.stage]
    if fault.type in OWN_WORDS:
        place = f" (line {fault.line})" if fault.line is not None else ""
        message = f"the attempt {fault.message}{place}"
        if fault.type == "OutputTooLarge":
            message = fault.message
        details = source_line(fault)
    else:
        message = words.format(type=fault.type, target=target)
        message += f": {first_line(fault.message)}" if fault.message else ""
        details = (*source_line(fault), *fault.message.splitlines()[1:8])
        if fault.type == "TypeError" and " argument" in fault.message:
            details += ("names and order of arguments are the kata's: kata show tells them",)
    return CheckFailedError(check or named, message, details=details, line=fault.line)


def first_line(text: str) -> str:
    """The first line, without what follows it."""
    return text.strip().splitlines()[0] if text.strip() else ""


def source_line(fault: Fault) -> tuple[str, ...]:
    """The attempt's line with a caret under the part that raised."""
    if fault.line is None or not fault.text:
        return ()
    number = str(fault.line)
    shown = f"{number} │ {fault.text}"
    if fault.column is None or fault.end_column is None:
        return (shown,)
    carets = "^" * max(1, min(fault.end_column, len(fault.text)) - fault.column)
    return (shown, " " * (len(number) + 3 + fault.column) + carets)


def case_words(case: Case) -> str:
    """`case "generic" (B=2, L=5, dim=12)`."""
    sizes = ", ".join(f"{name}={size}" for name, size in case.sizes.items())
    return f'case "{case.name}"' + (f" ({sizes})" if sizes else "")


def input_words(case: Case) -> str:
    """The inputs of a case by name, with shapes."""
    words = []
    for name, value in case.inputs.items():
        shape = getattr(value, "shape", None)
        words.append(f"{name} {tuple(shape)}" if shape is not None else f"{name}={value!r}")
    build = [f"{name}={value!r}" for name, value in case.build.items()]
    built = f"built with {', '.join(build)}; " if build else ""
    return f"{built}inputs {', '.join(words)}" if words else built.rstrip("; ")
