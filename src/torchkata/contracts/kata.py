"""What a kata is, as `kata.toml` says it. Made by `catalog`, read by every other room."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Self

from torchkata.contracts.errors import KataError


class Belt(StrEnum):
    """How far along the road a kata stands, in order."""

    WHITE = "white"
    BLUE = "blue"
    PURPLE = "purple"
    BROWN = "brown"
    BLACK = "black"

    @property
    def rank(self) -> int:
        """0 for white to 4 for black."""
        return list(Belt).index(self)


class Kind(StrEnum):
    """What the target is, and so how it is run: by itself, or through the kata's `driver.py`."""

    MODULE = "module"
    FUNCTION = "function"
    SCHEDULE = "schedule"
    OPTIMIZER = "optimizer"
    SAMPLER = "sampler"
    LOOP = "loop"

    @property
    def needs_driver(self) -> bool:
        """Whether build, call and compare is not enough, so that the kata brings a `driver.py`."""
        return self not in (Kind.MODULE, Kind.FUNCTION)


class Draw(StrEnum):
    """How the floating-point inputs of a case are drawn."""

    NORMAL = "normal"  # N(0, 1)
    OFFSET = "offset"  # 0.3 + 0.004 N: a tiny variance beside a mean, for whatever normalises
    LOUD = "loud"  # 30 N
    HUGE = "huge"  # 1e4 N
    SOME_NEGATIVE_INFINITY = "some -inf"  # N(0, 1), a third of the entries -inf, never all of a row
    HUGE_BESIDE_NEGATIVE_INFINITY = "huge beside -inf"  # 1e4 N, entries -inf as above


class MaskDraw(StrEnum):
    """How boolean masks of a case are drawn; every row along the last axis keeps a True."""

    RANDOM = "random"
    FULL = "full"
    PADDED = "padded"  # True up to a length of its own in every row
    ONE = "one"  # exactly one True in every row


class Layout(StrEnum):
    """How the floating-point inputs of a case lie in memory."""

    CONTIGUOUS = "contiguous"
    STRIDED = "strided"


@dataclass(frozen=True, slots=True)
class TensorSpec:
    """A tensor by its shape over the kata's symbols, e.g. `float[B, L, D]` or `int[B, T] < V`."""

    text: str  # as the author wrote it
    dtype: str  # "float", "int" or "mask"
    dims: tuple[str, ...]  # expressions over the symbols, one an axis; () for a scalar
    low: str = "0"  # ints: smallest value, an expression
    high: str | None = None  # ints: first value too large, an expression
    positive: bool = False  # floats: drawn as 0.2 + |N|
    grad: bool = True  # floats: whether gradients with respect to it belong to the contract
    optional: bool = False  # may be left out (None)


@dataclass(frozen=True, slots=True)
class ValueSpec:
    """A plain Python argument: a number, a bool, None, or an expression over the symbols."""

    value: int | float | bool | None = None
    expression: str | None = None  # takes precedence over `value`


@dataclass(frozen=True, slots=True)
class CaseSpec:
    """One run of the target: what differs from the kata's general sizes, arguments and inputs."""

    name: str
    sizes: Mapping[str, int | str | tuple[int, ...]] = field(default_factory=dict)
    build: Mapping[str, ValueSpec] = field(default_factory=dict)
    inputs: Mapping[str, TensorSpec | ValueSpec | None] = field(default_factory=dict)
    options: Mapping[str, object] = field(default_factory=dict)  # for a driver alone
    draw: Draw = Draw.NORMAL
    mask: MaskDraw = MaskDraw.RANDOM
    layout: Layout = Layout.CONTIGUOUS
    grad: bool = True  # whether gradients are compared on this case
    is_edge: bool = False  # the generic case but for a length or strides


@dataclass(frozen=True, slots=True)
class Kata:
    """One exercise. `reference` is read by trusted rooms only and never leaves them."""

    id: str
    folder: Path
    title: str
    belt: Belt
    kind: Kind
    target: str  # the class or function that an attempt must define
    brief: str
    concepts: tuple[str, ...]
    prerequisites: tuple[str, ...]
    sources: tuple[str, ...]
    hints: tuple[str, ...]
    forbidden: tuple[str, ...]  # names of ready-mades, as torch spells their last part
    sizes: Mapping[str, int | str | tuple[int, ...]]  # in the order in which they are bound
    build: Mapping[str, ValueSpec]
    inputs: Mapping[str, TensorSpec | ValueSpec]
    outputs: Mapping[str, str]  # for people: name to shape, e.g. {"out": "float[B, L, D]"}
    cases: tuple[CaseSpec, ...]  # the automatic edges included
    buffers: tuple[str, ...] = ()  # buffers whose names and values are part of the contract
    attributes: tuple[str, ...] = ()  # plain numbers of the module's that others read
    initial: tuple[str, ...] = ()  # the reference's parameters whose initial values are, too
    train_steps: int = 2  # forward passes in train mode
    seconds: float = 20.0  # wall-clock limit of one attempt
    main: str = ""  # body of the practice file's `main`, where the generated one does not serve
    waivers: Mapping[str, str] = field(default_factory=dict)  # what may live on -> the reason

    @property
    def reference(self) -> Path:
        """The model to be learned."""
        return self.folder / "reference.py"

    @property
    def fixed_names(self) -> tuple[str, ...]:
        """Buffers and attributes that nobody may call otherwise."""
        return (*self.buffers, *self.attributes)

    @property
    def driver(self) -> Path | None:
        """How a target that is neither module nor function is run; None for those two."""
        return self.folder / "driver.py" if self.kind.needs_driver else None


class Katas(tuple[Kata, ...]):
    """Katas in the order of the road; `broken` says of others, by id, why they cannot be used."""

    broken: Mapping[str, KataError]

    def __new__(cls, katas: Iterable[Kata], broken: Mapping[str, KataError]) -> Self:
        """The usable ones are the tuple's items."""
        made = super().__new__(cls, katas)
        made.broken = broken
        return made
