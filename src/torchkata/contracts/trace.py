"""What the lines of a file made, run by run. Recorded by `worker`, read by `coach`."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from torchkata.contracts.kata import TensorSpec, ValueSpec


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement inside a function, or the entry of the function itself."""

    id: int
    line: int  # from 1
    end_line: int  # of a loop, that of its head
    kind: str  # "enter", "bind", "change" (in place), "return", "do" or "for"
    function: str  # e.g. "Block.forward"
    text: str  # on one line, without its comment
    targets: tuple[str, ...] = ()  # what it gives a value to, e.g. ("q", "k", "self.table")
    reads: tuple[str, ...] = ()  # names and attributes of self in it


@dataclass(frozen=True, slots=True)
class Value:
    """One tensor, told by its shape and a few numbers."""

    name: str  # of the target, or "" for what is returned
    shape: tuple[int, ...]
    dtype: str  # e.g. "float32"
    mean: float | None = None  # of the finite entries; None where there are none
    std: float | None = None
    low: float | None = None
    high: float | None = None
    n_nan: int = 0
    n_inf: int = 0
    n_negative_inf: int = 0

    @property
    def is_broken(self) -> bool:
        """Whether some entry is nan or inf; -inf is what masks are made of."""
        return bool(self.n_nan or self.n_inf)


@dataclass(frozen=True, slots=True)
class Step:
    """One statement that was carried out."""

    statement: int
    call: int
    values: tuple[Value, ...]
    inner: tuple[tuple[int, ...], ...] = ()  # shapes of the tensors on the way to its value
    numbers: dict[str, int] = field(default_factory=dict)  # whole numbers that are new or changed


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a function of the file; its id is its place in the run."""

    parent: int  # -1 where nothing of the file called it
    statement: int  # the entry of its function
    path: str  # of the module it belongs to, e.g. "blocks.0.attn"; "" for the whole or for none
    at: int  # the line of the parent that called it, 0 without one
    is_run: bool  # not while the target was being built


@dataclass(frozen=True, slots=True)
class Failure:
    """What was raised, and where."""

    stage: str  # "build" or "run"
    type: str  # "" where the message is a sentence of the kata's driver
    message: str
    line: int | None  # from 1
    call: int  # -1 where it is in none
    operands: tuple[Value, ...] = ()  # tensors that the line names, as they were


@dataclass(frozen=True, slots=True)
class Run:
    """One case from building the target to its result, or to what it raised."""

    calls: tuple[Call, ...]
    steps: tuple[Step, ...]  # in the order of execution
    failure: Failure | None = None
    case: str = ""
    sizes: dict[str, int] = field(default_factory=dict)  # the case's own symbols


@dataclass(frozen=True, slots=True)
class Trace:
    """Some runs of one file."""

    statements: tuple[Statement, ...]  # by id
    runs: tuple[Run, ...]
    output: str = ""  # what the file printed, shortened


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """A class or function of a file that is no attempt, and what to call it with."""

    name: str
    kind: str  # "module" or "function"
    inputs: Mapping[str, TensorSpec | ValueSpec]
    build: Mapping[str, object]  # plain values for the constructor


@dataclass(frozen=True, slots=True)
class TraceRow:
    """One line of `kata trace`: a statement and what it made, or the head of a call."""

    depth: int
    line: int
    code: str
    call: str  # path of the call that it belongs to
    values: tuple[Value, ...] = ()
    letters: tuple[str, ...] = ()  # each value's shape in the learner's letters; "" unknown
    repeats: int = 1  # how often it was carried out with the same shapes
    is_head: bool = False
    folded: tuple[str, ...] = ()  # calls that are left out here, by path: same shapes as above


@dataclass(frozen=True, slots=True)
class TraceReport:
    """Everything that `kata trace` tells."""

    kata: str  # "" for a file of one's own
    path: str
    target: str
    case: str
    sizes: dict[str, int]
    rows: tuple[TraceRow, ...]
    failure: Failure | None
    failing_code: str = ""
    output: str = ""
