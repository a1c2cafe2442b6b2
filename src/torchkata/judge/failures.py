"""How a check says no: an exception inside this room, a failed check outside it."""

from torchkata.contracts import Blame, Raised, Suspect
from torchkata.judge.compare import Values
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
        self.fault: Fault | None = None  # what was raised
        self.headline = message  # without the exception's own words
        self.loud = (1.0, 1.0)  # what matrices and inputs were multiplied by
        self.train = False  # whether it was in train mode
        self.rounds = 0  # how often it was in train mode before
        self.blame: Blame | None = None  # where one thing alone is the reason
        self.values: Values | None = None  # the output that differs
        self.surplus: tuple[int, int] | None = None  # of scalars that matter, and in which build

    def learn(self, fault: Fault) -> None:
        """Take in what is known of its exception by now."""
        self.fault, self.line = fault, fault.line
        self.details = self.details or source_line(fault)

    @property
    def raised(self) -> Raised | None:
        """What the attempt raised, if it raised."""
        return None if self.fault is None else raised(self.fault, self.headline)


def about(name: str, failure: CheckFailedError) -> CheckFailedError:
    """The failure, with what it is about: a tensor or a part of the attempt."""
    failure.blame = Blame(Suspect.ATTRIBUTE, name)
    return failure


class NotRelatedError(Exception):
    """No relabelling was found, and none was excluded: there is no verdict."""


EXCERPT = 68  # characters shown of a line
BEFORE = 12  # of them before the part that raised, where not all are shown
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
    details = source_line(fault)
    if fault.type in OWN_WORDS:
        message = ended_words(fault)
        return CheckFailedError(check or named, message, details=details, line=fault.line)
    if fault.is_demand and fault.message:
        return unmet(fault, check or named)
    headline = words.format(type=fault.type, target=target)
    message = f"{headline}: {first_line(fault.message)}" if fault.message else headline
    details += tuple(fault.message.splitlines()[1:8])
    if fault.type == "TypeError" and " argument" in fault.message:
        details += ("names and order of arguments are the kata's: kata show tells them",)
    failure = CheckFailedError(check or named, message, details=details, line=fault.line)
    failure.fault, failure.headline = fault, headline
    return failure


def unmet(fault: Fault, check: str) -> CheckFailedError:
    """What the kata's driver says of the attempt, at the line that it was called from, if any."""
    failure = CheckFailedError(check, fault.message, details=source_line(fault), line=fault.line)
    if fault.line is not None:
        failure.fault = fault
    return failure


def ended_words(fault: Fault) -> str:
    """What is said where nothing was raised, and the attempt came to an end nevertheless."""
    if fault.type == "OutputTooLarge":
        return fault.message
    place = f" (line {fault.line})" if fault.line is not None else ""
    return f"the attempt {fault.message}{place}"


def raised(fault: Fault, headline: str) -> Raised:
    """What the attempt raised, as a contract."""
    return Raised(
        headline=headline,
        type=fault.type,
        words=fault.message,
        line=fault.line,
        excerpt=source_line(fault),
        expression=fault.expression,
        operands=fault.operands,
        near=fault.near,
        accepts=fault.accepts,
    )


def first_line(text: str) -> str:
    """The first line, without what follows it."""
    return text.strip().splitlines()[0] if text.strip() else ""


def source_line(fault: Fault) -> tuple[str, ...]:
    """The attempt's line with a caret under the part that raised."""
    if fault.line is None or not fault.text:
        return ()
    number, text = f"{fault.line} │ ", fault.text.lstrip(" ")
    if fault.column is None or fault.end_column is None:
        return (number + shortened(text, 0),)
    indent = len(fault.text) - len(text)
    first, last = (max(0, column - indent) for column in (fault.column, fault.end_column))
    start = 0 if len(text) <= EXCERPT else max(0, min(first - BEFORE, len(text) - EXCERPT))
    carets = "^" * max(1, min(last - start, len(text) - start, EXCERPT) - (first - start))
    return (number + shortened(text, start), " " * (len(number) + first - start) + carets)


def shortened(text: str, start: int) -> str:
    """The part of a line that is shown; what is left out at its ends is marked."""
    shown = text[start : start + EXCERPT]
    shown = "..." + shown[3:] if start else shown
    return shown[:-3] + "..." if start + EXCERPT < len(text) else shown


def case_words(case: Case) -> str:
    """`case "generic" (B=2, L=5, dim=12)`; an argument of that name may be another number."""
    sizes = ", ".join(f"{name}={size}" for name, size in true_sizes(case).items())
    return f'case "{case.name}"' + (f" ({sizes})" if sizes else "")


def true_sizes(case: Case) -> dict[str, int]:
    """The sizes of a case, without those that are another number where they are an argument."""
    given = {**case.build, **case.inputs}
    return {name: size for name, size in case.sizes.items() if is_given(size, given.get(name))}


def is_given(size: int, argument: object) -> bool:
    """Whether a size is the argument of its name, if there is one."""
    return not isinstance(argument, int | float) or argument == size


def input_words(case: Case) -> str:
    """The inputs of a case by name, with shapes."""
    words = []
    for name, value in case.inputs.items():
        shape = getattr(value, "shape", None)
        words.append(f"{name} {tuple(shape)}" if shape is not None else f"{name}={value!r}")
    build = [f"{name}={value!r}" for name, value in case.build.items()]
    built = f"built with {', '.join(build)}; " if build else ""
    return f"{built}inputs {', '.join(words)}" if words else built.rstrip("; ")
