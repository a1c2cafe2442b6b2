"""What went wrong in code that is not ours, as text."""

import ast
import difflib
from dataclasses import dataclass, replace
from types import FrameType

from torchkata.contracts import Operand
from torchkata.worker.failing import (
    Definition,
    Part,
    Span,
    callers,
    innermost,
    lines_of,
    meant,
    part_at,
)
from torchkata.worker.operands import Scene, arguments_of, names_near, operands
from torchkata.worker.watch import Watch

LONGEST_MESSAGE = 2000
LONGEST_EXPRESSION = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception of the attempt, told without its objects."""

    stage: str  # "import", "build", "run", "backward", "state"
    type: str
    message: str
    line: int | None = None  # innermost line in the attempt's file, from 1
    column: int | None = None  # from 0, in characters
    end_column: int | None = None
    text: str = ""  # that line
    expression: str = ""  # the part of it that raised
    operands: tuple[Operand, ...] = ()
    near: tuple[str, ...] = ()  # names spelled like the one that is not there
    accepts: tuple[str, ...] = ()  # the arguments of what was called
    is_partial: bool = False  # a run with probes would tell more
    callers: tuple[int, ...] = ()  # lines of the file that led there, that line first
    is_demand: bool = False  # a sentence of the kata's driver: the attempt itself raised nothing

    def or_more(self, found: "Fault | None") -> "Fault":
        """What was found when it was run into once more, if it is the same."""
        if found is None or (found.stage, found.type) != (self.stage, self.type):
            return self
        return found if self.line in (found.line, None) else self


class AttemptError(Exception):
    """The attempt raised; `fault` says what."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.type}: {fault.message}")
        self.fault = fault


@dataclass(frozen=True, slots=True)
class File:
    """The file whose exceptions are told, with what probes saw of it."""

    path: str
    source: str
    watch: Watch | None = None
    driver: str = ""  # path of what calls it

    def line(self, number: int | None) -> str:
        """The text of a line; "" where there is none."""
        lines = lines_of(self.source)
        return lines[number - 1] if number is not None and 1 <= number <= len(lines) else ""


def fault_of(error: BaseException, file: File, *, stage: str) -> Fault:
    """Describe an exception by the innermost line of a file."""
    frame, line, span = innermost(error.__traceback__, file.path)
    where = line if frame is not None else None
    if isinstance(error, SyntaxError) and is_in(error, file):
        where = error.lineno
    text = file.line(where)
    fault = Fault(
        stage,
        clean(type(error).__name__),
        message_of(error),
        where,
        text=clean(text),
        callers=callers(error.__traceback__, file.path),
        is_demand=type(error) is AssertionError and ends_in(error, file.driver),
        is_partial=stage == "backward" and where is None,
    )
    if span is not None and span.line == span.end_line and isinstance(where, int):
        first, last = (characters(text, column) for column in (span.column, span.end_column))
        fault = replace(fault, column=first, end_column=last)
    try:
        return circumstances(fault, error, file, frame, span)
    except BaseException:  # the attempt's objects may refuse to be looked at
        return fault


def ends_in(error: BaseException, path: str) -> bool:
    """Whether it was the file at `path` that raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and bool(path) and trace.tb_frame.f_code.co_filename == path


def is_in(error: SyntaxError, file: File) -> bool:
    """Whether an error of reading says that it is in the file; the attempt may have made it."""
    return type(error.filename) is str and error.filename == file.path and type(error.lineno) is int


def circumstances(
    fault: Fault, error: BaseException, file: File, frame: FrameType | None, span: Span | None
) -> Fault:
    """The fault with what can be known of its expression."""
    tree = ast.parse(file.source)
    about = meant(tree, fault.message)
    if fault.type == "NotImplementedError" and isinstance(about, ast.ClassDef):
        methods = [n.name for n in about.body if isinstance(n, ast.FunctionDef)]
        near = difflib.get_close_matches("forward", methods, n=1, cutoff=0.6)
        fault = replace(fault, near=tuple(near))
    if frame is None:
        return fault if about is None else headed(fault, about, file)
    part = part_at(tree, span) if span is not None else None
    if part is None:
        return fault
    return observed(fault, error, file, frame, part, tree)


def observed(
    fault: Fault,
    error: BaseException,
    file: File,
    frame: FrameType,
    part: Part,
    tree: ast.Module,
) -> Fault:
    """The fault with the operands of the part that raised."""
    seen = file.watch.seen_in(frame) if file.watch is not None else {}
    found, is_partial = operands(part, tree, Scene(frame, file.source, seen))
    is_about_arguments = isinstance(error, TypeError) and " argument" in fault.message
    return replace(
        fault,
        expression=shortened(ast.get_source_segment(file.source, part) or ""),
        operands=found,
        near=fault.near or names_near(error, frame),
        accepts=arguments_of(part, Scene(frame, file.source, seen)) if is_about_arguments else (),
        is_partial=is_partial,
    )


def headed(fault: Fault, about: Definition, file: File) -> Fault:
    """The fault at the head of a definition: that of a function which was never entered."""
    text = file.line(about.lineno)
    return replace(fault, line=about.lineno, text=clean(text), expression=clean(text.strip()))


def characters(text: str, column: int) -> int:
    """How many characters the first bytes of a line are."""
    return len(text.encode(errors="replace")[:column].decode(errors="ignore"))


def shortened(text: str) -> str:
    """An expression on one line, of bounded length."""
    text = clean(" ".join(text.split()))
    return text if len(text) <= LONGEST_EXPRESSION else text[: LONGEST_EXPRESSION - 3] + "..."


def message_of(error: BaseException) -> str:
    """`str(error)`, which is the attempt's own code and may raise in its turn."""
    try:
        return clean(str.__str__(str(error)))  # of its own kind of text, a plain one
    except BaseException:
        return "(its message could not be made)"


def clean(text: str) -> str:
    """Printable text of bounded length: control characters and surrogates are replaced."""
    text = text[: LONGEST_MESSAGE + 1].replace(
        "\t", " "
    )  # one character, so that carets stay under their place
    kept = "".join(c if c == "\n" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return kept if len(kept) <= LONGEST_MESSAGE else kept[:LONGEST_MESSAGE] + " …"
