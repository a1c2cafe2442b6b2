"""Getting ready before there is a command: imports, then a judgement that nobody sees."""

from collections.abc import Callable
from importlib import import_module

from torchkata.contracts import KataError, Kind
from torchkata.practice.place import Place

LATE = (  # what commands import when they need it
    "libcst.metadata",
    "numpy",
    "safetensors.torch",
    "sqlite3",
    "torchkata.journal.schedule",
    "torchkata.judge.grading",
    "torchkata.judge.hardware",
    "torchkata.judge.rehearsal",
    "torchkata.practice.check",
    "torchkata.practice.diff",
    "torchkata.practice.doctor",
    "torchkata.practice.hint",
    "torchkata.practice.new",
    "torchkata.practice.record",
    "torchkata.worker.main",
)
PIECE = "nanogpt_block"


def import_all() -> None:
    """Import everything. Raises ImportError where torch is missing."""
    for name in LATE:
        import_module(name)


def rehearse(place: Place, is_wanted: Callable[[], bool]) -> None:
    """Judge some kata's reference; stop as soon as `is_wanted`."""
    from torchkata.judge.rehearsal import rehearse as judged

    try:
        katas = [kata for kata in place.katas() if kata.kind is Kind.MODULE]
        katas.sort(key=lambda kata: kata.id != PIECE)
        for kata in katas[:1]:
            judged(kata, is_wanted)
    except KataError:
        return  # what is wrong with it is told to whoever asks for it
