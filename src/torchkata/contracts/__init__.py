"""The frozen records that rooms hand to each other, and the one error class for users' problems.

A record's module is imported when the record is first asked for: a command needs a few of them, and
building all would take longer than most commands.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torchkata.contracts.advice import Advice, Weight
    from torchkata.contracts.attempt import (
        Attempt,
        Definition,
        ForbiddenUse,
        Signature,
        SyntaxProblem,
    )
    from torchkata.contracts.dev import (
        DevReport,
        Examination,
        Fate,
        Flaw,
        KataReport,
        Mutant,
        MutantResult,
        Shown,
        Specimen,
        Trial,
        Variant,
        VariantResult,
    )
    from torchkata.contracts.diff import Diff, DiffRow, RowKind, SameValue
    from torchkata.contracts.doctor import Finding
    from torchkata.contracts.errors import KataError
    from torchkata.contracts.isolation import Isolation
    from torchkata.contracts.journal import (
        UNFINISHED,
        Attempted,
        Began,
        Entry,
        Fitted,
        GaveUp,
        Hinted,
        History,
        LastCheck,
        Look,
        Merged,
        Peeked,
        Rating,
        Rescheduled,
        Reviewed,
    )
    from torchkata.contracts.kata import (
        Belt,
        CaseSpec,
        Draw,
        Kata,
        Katas,
        Kind,
        Layout,
        MaskDraw,
        TensorSpec,
        ValueSpec,
    )
    from torchkata.contracts.practice import (
        Answer,
        Brief,
        Checked,
        Chosen,
        Drill,
        Drilled,
        Excerpt,
        HintsShown,
        NewFile,
        Overview,
        PracticeFile,
    )
    from torchkata.contracts.progress import (
        Card,
        Standing,
        State,
    )
    from torchkata.contracts.raised import Explanation, Operand, Raised
    from torchkata.contracts.recording import Edit, Event, Evidence, Recording, Repair, Site
    from torchkata.contracts.road import Road, Stop
    from torchkata.contracts.shapes import ShapeComment, ShapeReport, ShapeVerdict
    from torchkata.contracts.stats import (
        BeltStanding,
        Course,
        Mistake,
        Stats,
    )
    from torchkata.contracts.trace import (
        Call,
        Failure,
        OwnTarget,
        Run,
        Statement,
        Step,
        Trace,
        TraceReport,
        TraceRow,
        Value,
    )
    from torchkata.contracts.verdict import (
        CHECK_NAMES,
        Axis,
        Blame,
        Check,
        Departure,
        Match,
        Outcome,
        PartsChecked,
        Picture,
        Suspect,
        Verdict,
    )

__all__ = [
    "CHECK_NAMES",
    "UNFINISHED",
    "Advice",
    "Answer",
    "Attempt",
    "Attempted",
    "Axis",
    "Began",
    "Belt",
    "BeltStanding",
    "Blame",
    "Brief",
    "Call",
    "Card",
    "CaseSpec",
    "Check",
    "Checked",
    "Chosen",
    "Course",
    "Definition",
    "Departure",
    "DevReport",
    "Diff",
    "DiffRow",
    "Draw",
    "Drill",
    "Drilled",
    "Edit",
    "Entry",
    "Event",
    "Evidence",
    "Examination",
    "Excerpt",
    "Explanation",
    "Failure",
    "Fate",
    "Finding",
    "Fitted",
    "Flaw",
    "ForbiddenUse",
    "GaveUp",
    "Hinted",
    "HintsShown",
    "History",
    "Isolation",
    "Kata",
    "KataError",
    "KataReport",
    "Katas",
    "Kind",
    "LastCheck",
    "Layout",
    "Look",
    "MaskDraw",
    "Match",
    "Merged",
    "Mistake",
    "Mutant",
    "MutantResult",
    "NewFile",
    "Operand",
    "Outcome",
    "Overview",
    "OwnTarget",
    "PartsChecked",
    "Peeked",
    "Picture",
    "PracticeFile",
    "Raised",
    "Rating",
    "Recording",
    "Repair",
    "Rescheduled",
    "Reviewed",
    "Road",
    "RowKind",
    "Run",
    "SameValue",
    "ShapeComment",
    "ShapeReport",
    "ShapeVerdict",
    "Shown",
    "Signature",
    "Site",
    "Specimen",
    "Standing",
    "State",
    "Statement",
    "Stats",
    "Step",
    "Stop",
    "Suspect",
    "SyntaxProblem",
    "TensorSpec",
    "Trace",
    "TraceReport",
    "TraceRow",
    "Trial",
    "Value",
    "ValueSpec",
    "Variant",
    "VariantResult",
    "Verdict",
    "Weight",
]

HOMES = {
    "advice": ("Advice", "Weight"),
    "attempt": ("Attempt", "Definition", "ForbiddenUse", "Signature", "SyntaxProblem"),
    "dev": (
        *("DevReport", "Examination", "Fate", "Flaw", "KataReport", "Mutant", "MutantResult"),
        *("Shown", "Specimen", "Trial", "Variant", "VariantResult"),
    ),
    "diff": ("Diff", "DiffRow", "RowKind", "SameValue"),
    "doctor": ("Finding",),
    "errors": ("KataError",),
    "isolation": ("Isolation",),
    "journal": (
        *("UNFINISHED", "Attempted", "Began", "Entry", "Fitted", "GaveUp", "Hinted"),
        *("History", "LastCheck", "Look", "Merged", "Peeked", "Rating", "Rescheduled"),
        *("Reviewed",),
    ),
    "kata": (
        *("Belt", "CaseSpec", "Draw", "Kata", "Katas", "Kind", "Layout", "MaskDraw"),
        *("TensorSpec", "ValueSpec"),
    ),
    "practice": (
        *("Answer", "Brief", "Checked", "Chosen", "Drill", "Drilled", "Excerpt", "HintsShown"),
        *("NewFile", "Overview", "PracticeFile"),
    ),
    "progress": ("Card", "Standing", "State"),
    "raised": ("Explanation", "Operand", "Raised"),
    "recording": ("Edit", "Event", "Evidence", "Recording", "Repair", "Site"),
    "road": ("Road", "Stop"),
    "shapes": ("ShapeComment", "ShapeReport", "ShapeVerdict"),
    "stats": ("BeltStanding", "Course", "Mistake", "Stats"),
    "trace": (
        "Call",
        "Failure",
        "OwnTarget",
        "Run",
        "Statement",
        "Step",
        "Trace",
        "TraceReport",
        "TraceRow",
        "Value",
    ),
    "verdict": (
        "CHECK_NAMES",
        "Axis",
        "Blame",
        "Check",
        "Departure",
        "Match",
        "Outcome",
        "PartsChecked",
        "Picture",
        "Suspect",
        "Verdict",
    ),
}


def __getattr__(name: str) -> object:
    for home, names in HOMES.items():
        if name in names:
            found: object = getattr(import_module(f"torchkata.contracts.{home}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
