"""What is asked of an engine and what it answers."""

from dataclasses import dataclass, field

from torch import Tensor

from torchkata.contracts import Isolation, Run
from torchkata.worker.case import Case
from torchkata.worker.faults import Fault


@dataclass(frozen=True, slots=True)
class Target:
    """A file to load and what to take from it."""

    source: str
    path: str
    name: str
    kind: str  # as `Kind`
    driver: str | None = None  # source of the kata's driver
    driver_path: str = ""


@dataclass(frozen=True, slots=True)
class LeafInfo:
    """A trainable tensor of a built target."""

    name: str
    shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a built target consists of."""

    leaves: tuple[LeafInfo, ...]
    frozen: tuple[LeafInfo, ...]  # parameters that take no gradient
    buffers: tuple[str, ...]
    saved: tuple[str, ...]  # keys of its state dict
    stray_tensors: tuple[str, ...]  # plain tensors kept on modules: not trained, saved or moved
    stray_modules: tuple[str, ...]  # modules and parameters in plain lists or dicts
    tied: tuple[str, ...] = ()  # parameters that are one, in words
    shared: tuple[str, ...] = ()  # leaves and buffers that two targets have in common
    defaults: dict[str, float] = field(default_factory=dict)  # numbers in the target's signature
    numbers: dict[str, float] = field(default_factory=dict)  # attributes named as build arguments
    positional: tuple[str, ...] | None = None  # its arguments in order; None where any are taken


@dataclass(frozen=True, slots=True)
class Step:
    """One run inside an evaluation."""

    case: int
    train: bool = False
    seeds: tuple[int, ...] = ()  # one gradient for each, along the cotangent of that seed
    scale: float = 1.0  # of the floating-point inputs
    no_grad: bool = False
    reload: bool = False  # on a copy of the target, made through its state dict
    filled: tuple[str, ...] = ()  # buffers that are given other values before


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Runs on one built target, one after another, with given values of its leaves."""

    build: int  # the case whose build arguments are used
    steps: tuple[Step, ...]
    weights: Tensor | None = None  # (n,) float64: all leaves, flattened in order
    fresh: bool = False  # build anew, so that nothing of earlier runs is left
    drop: bool = False  # dropout is replaced by its stand-in
    transparent: bool = False  # nothing is detached
    lift: bool = True  # lower floating dtypes become float64
    dtype: str = "float64"  # of parameters and inputs
    default_dtype: str = "float64"
    device: str = "cpu"
    virtual_device: bool = False  # look for tensors that would stay behind
    used: bool = False  # a module runs once before it is moved there
    forbidden: tuple[str, ...] = ()  # torch functions whose calls are to be reported
    looks_at_torch: bool = False  # report what is no longer as it was in torch itself
    shows_leaves: bool = False  # report the values of its leaves as they are before the first step


@dataclass(frozen=True, slots=True)
class Answer:
    """What one step gave."""

    kinds: dict[str, str]  # what was returned, by name
    outputs: dict[str, Tensor]
    devices: dict[str, str]  # where each output was
    gradients: tuple[Tensor, ...] = ()  # (n,) for each seed
    input_gradients: tuple[dict[str, Tensor], ...] = ()
    without_gradient: tuple[str, ...] = ()  # leaves and inputs that are not in the graph
    changed: tuple[str, ...] = ()  # inputs and leaves that are not what they were
    disturbed: tuple[str, ...] = ()  # process-wide settings that are not what they were
    strays: tuple[str, ...] = ()
    rates: tuple[float, ...] = ()  # of the dropouts that were applied
    randomness: tuple[str, ...] = ()  # other random functions
    called: dict[str, int | None] = field(default_factory=dict)  # forbidden names, with lines
    magnitude: float = 1.0  # of the largest floating-point input, 1 at least


@dataclass(frozen=True, slots=True)
class Result:
    """The answers of one evaluation, and the buffers at its end."""

    answers: tuple[Answer, ...]
    buffers: dict[str, Tensor]
    attached: tuple[str, ...] = ()  # buffers that are part of a graph
    left: tuple[str, ...] = ()  # what is not as it was in torch itself
    leaves: Tensor | None = None  # (n,) float64, where they were asked for


@dataclass(frozen=True, slots=True)
class Patch:
    """Values of a pool for each pass of a site, a single one for all passes."""

    site: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """Values that are put in together."""

    patches: tuple[Patch, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A value on the way that is to be differentiated, as if it were all that a run gives."""

    site: int
    occurrence: int
    seeds: tuple[int, ...]  # one gradient for each
    is_laid_out: bool  # its entries stand where the other side's do


@dataclass(frozen=True, slots=True)
class Record:
    """One run that is recorded, or one run for each trial, that is not."""

    build: int
    case: int
    weights: Tensor
    scale: float = 1.0
    train: bool = False
    rounds: int = 0  # runs in train mode before it, on the same target
    pool: tuple[Tensor, ...] = ()
    trials: tuple[Trial, ...] = ()
    part: Part | None = None  # asked for in place of what is recorded
    most_steps: int | None = None  # that an optimizer takes, where its case asks for more


@dataclass(frozen=True, slots=True)
class Change:
    """One statement, by where it begins, that says something else."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Mend:
    """A record's run once more with each change; a single weight is every leaf's.

    With `counts` weights settle, and only what has that many trainable scalars is run; where there
    are none, whatever their number. No run begins after `seconds` of processor time.
    """

    record: Record
    changes: tuple[Change, ...]
    counts: tuple[int, ...] | None = None
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Use:
    """How many scalars outputs were made of, and how many of these had a say."""

    reached: int = 0
    moved: int = 0  # those with a gradient that is not 0


@dataclass(frozen=True, slots=True)
class Mended:
    """The outputs of each run, none where it raised, and what was used where weights settled."""

    outputs: tuple[dict[str, Tensor], ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A value at a site."""

    site: int
    occurrence: int
    value: Tensor


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was seen, and the outputs of each run; no outputs where it raised."""

    events: tuple[Seen, ...]
    outputs: tuple[dict[str, Tensor], ...]
    callers: tuple[int, ...] = ()  # the lines of the attempt that led to what raised, that first
    building: tuple[Seen, ...] = ()  # what was seen before, while the target was built
    part: Answer | None = None  # of the value that was asked for


@dataclass(frozen=True, slots=True)
class Look:
    """One case to be followed line by line."""

    case: int
    train: bool = False


@dataclass(frozen=True, slots=True)
class Looks:
    """Runs to be followed, with or without the numbers of every tensor."""

    looks: tuple[Look, ...]
    with_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One call across the border: one thing is asked for."""

    load: Target | None = None
    cases: tuple[Case, ...] | None = None
    inspect: int | None = None
    evaluate: Evaluation | None = None
    record: Record | None = None
    mend: Mend | None = None
    trace: Looks | None = None
    again: str = ""  # the stage at which this very request failed: it is made again, with probes


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of it: a fault, or what the request asks for."""

    fault: Fault | None = None
    inventory: Inventory | None = None
    result: Result | None = None
    recorded: Recorded | None = None
    mended: Mended | None = None
    traced: tuple[Run, ...] | None = None
    isolation: Isolation | None = None  # in the first reply, which no request asks for
    spent: float = 0.0  # processor seconds of the process since it began


@dataclass
class Pending:
    """A request that was sent, and its reply once that has been read."""

    request: Request
    stage: str
    is_vital: bool  # without it, nothing that was sent later means anything
    reply: Reply | None = None
