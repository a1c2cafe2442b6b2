"""Getting ready before there is a command: imports, then a judgement that nobody sees."""

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from torchkata import catalog
from torchkata.contracts import Chosen, Kata, KataError
from torchkata.practice.place import Place

LATE = (  # what commands import when they need it
    "libcst.metadata",
    "numpy.ctypeslib",
    "numpy.random",
    "resource",
    "safetensors.torch",
    "sqlite3",
    "torchkata.coach.errors",
    "torchkata.coach.shapes",
    "torchkata.journal.schedule",
    "torchkata.judge.grading",
    "torchkata.judge.hardware",
    "torchkata.judge.rehearsal",
    "torchkata.judge.tracing",
    "torchkata.practice.check",
    "torchkata.practice.diff",
    "torchkata.source.structure",
    "torchkata.practice.doctor",
    "torchkata.practice.hint",
    "torchkata.practice.new",
    "torchkata.practice.record",
    "torchkata.practice.trace",
    "torchkata.source.advice",
    "torchkata.worker.main",
)
PIECE = "nanogpt_block"  # for whom nothing is known yet

_last: list[Kata] = []


def expect(kata: Kata) -> None:
    """Note that this kata is being practised: it will be asked for again."""
    _last[:] = [kata]


def expected() -> Path | None:
    """The folder of the kata that was noted last in this process."""
    return _last[0].folder if _last else None


def import_all() -> None:
    """Import everything. Raises ImportError where torch is missing."""
    for name in LATE:
        import_module(name)


def rehearse(place: Place, folder: Path | None, is_wanted: Callable[[], bool]) -> None:
    """Make ready to judge by the kata in `folder`; stop as soon as `is_wanted`."""
    from torchkata.judge import rehearsal

    with suppress(KataError):  # what is wrong with a kata is told to whoever asks for it
        katas = place.katas() if folder is None else catalog.load([folder.parent])
        name = PIECE if folder is None else folder.name
        for kata in katas:
            if kata.id == name and not rehearsal.is_ready(kata):
                rehearsal.rehearse(kata, is_wanted)
                if not is_wanted():
                    read_as_attempt(kata)


def read_as_attempt(kata: Kata) -> None:
    """Read the reference as an attempt is read, so that what does so is warm."""
    from torchkata.practice.reading import Reading
    from torchkata.source import read_attempt

    attempt = read_attempt(catalog.reference_text(kata).encode(), kata.reference)
    Reading(Chosen(attempt, kata, is_newest=False)).read()
