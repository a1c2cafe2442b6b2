"""The frozen records that rooms hand to each other, and the one error class for users' problems."""

from torchkata.contracts.attempt import (
    Attempt,
    Definition,
    ForbiddenUse,
    Signature,
    SyntaxProblem,
)
from torchkata.contracts.diff import Diff, DiffRow, RowKind
from torchkata.contracts.doctor import Finding
from torchkata.contracts.errors import KataError
from torchkata.contracts.isolation import Isolation
from torchkata.contracts.kata import (
    Belt,
    CaseSpec,
    Draw,
    Kata,
    Kind,
    Layout,
    MaskDraw,
    TensorSpec,
    ValueSpec,
)
from torchkata.contracts.practice import (
    Brief,
    Chosen,
    HintsShown,
    NewFile,
    Overview,
    PracticeFile,
)
from torchkata.contracts.verdict import (
    CHECK_NAMES,
    Check,
    Departure,
    Match,
    Outcome,
    Verdict,
)

__all__ = [
    "CHECK_NAMES",
    "Attempt",
    "Belt",
    "Brief",
    "CaseSpec",
    "Check",
    "Chosen",
    "Definition",
    "Departure",
    "Diff",
    "DiffRow",
    "Draw",
    "Finding",
    "ForbiddenUse",
    "HintsShown",
    "Isolation",
    "Kata",
    "KataError",
    "Kind",
    "Layout",
    "MaskDraw",
    "Match",
    "NewFile",
    "Outcome",
    "Overview",
    "PracticeFile",
    "RowKind",
    "Signature",
    "SyntaxProblem",
    "TensorSpec",
    "ValueSpec",
    "Verdict",
]
