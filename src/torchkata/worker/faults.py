"""What went wrong in code that is not ours, as text."""

from dataclasses import dataclass
from types import TracebackType

LONGEST_MESSAGE = 2000


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


class AttemptError(Exception):
    """The attempt raised; `fault` says what."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.type}: {fault.message}")
        self.fault = fault


def fault_of(error: BaseException, *, stage: str, path: str, source: str) -> Fault:
    """Describe an exception by the innermost line of the file at `path`."""
    line, column, end_column = place(error.__traceback__, path)
    if isinstance(error, SyntaxError) and error.filename == path:
        line = error.lineno
    lines = source.splitlines()
    text = lines[line - 1] if line is not None and line <= len(lines) else ""
    return Fault(
        stage, clean(type(error).__name__), message_of(error), line, column, end_column, clean(text)
    )


def place(trace: TracebackType | None, path: str) -> tuple[int | None, int | None, int | None]:
    """Line, first and last column of the innermost frame in `path`."""
    found: tuple[int | None, int | None, int | None] = (None, None, None)
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == path:
            first, last, column, end_column = list(code.co_positions())[trace.tb_lasti // 2]
            found = (trace.tb_lineno, column, end_column if first == last else None)
        trace = trace.tb_next
    return found


def message_of(error: BaseException) -> str:
    """`str(error)`, which is the attempt's own code and may raise in its turn."""
    try:
        return clean(str(error))
    except BaseException:
        return "(its message could not be made)"


def clean(text: str) -> str:
    """Printable text of bounded length: control characters and surrogates are replaced."""
    text = text.replace("\t", " ")  # one character, so that carets stay under their place
    kept = "".join(c if c == "\n" or c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)
    return kept if len(kept) <= LONGEST_MESSAGE else kept[:LONGEST_MESSAGE] + " …"
