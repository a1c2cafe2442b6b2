"""What is known of a learner's file without running it. Made by `source`."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """Why a file is not Python, and where."""

    line: int  # from 1
    column: int  # from 1, in characters
    text: str  # the line itself, without its newline
    message: str


@dataclass(frozen=True, slots=True)
class Definition:
    """A name that a file binds at its top level."""

    name: str
    kind: str  # "class", "function", "import" or "name" (assigned)
    line: int  # from 1


@dataclass(frozen=True, slots=True)
class ForbiddenUse:
    """A ready-made that this kata asks to be written by hand."""

    name: str  # as the kata forbids it, e.g. "softmax"
    shown: str  # as the attempt spells it, e.g. "F.softmax"
    line: int  # from 1


@dataclass(frozen=True, slots=True)
class Attempt:
    """A learner's file: its text, and what reading it tells."""

    path: Path
    text: str  # decoded, newlines as "\\n", no byte order mark
    kata: str | None  # the id named in the header line `# kata: ID`
    definitions: tuple[Definition, ...]  # also names bound at top level by import or assignment
    problem: SyntaxProblem | None  # then `definitions` is empty

    def defines(self, name: str) -> bool:
        """Whether the file binds `name` at its top level."""
        return any(definition.name == name for definition in self.definitions)


@dataclass(frozen=True, slots=True)
class Signature:
    """How a target is called, taken from the reference: never its body."""

    target: str
    kind: str  # "class" or "function"
    methods: tuple[str, ...]  # e.g. ("__init__(self, dim: int) -> None", "forward(self, x) -> …")
    docstring: str
