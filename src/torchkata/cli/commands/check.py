"""`kata check`."""

from typing import Annotated

import typer

from torchkata.cli import clock, complete, screen
from torchkata.cli.options import AsKata, FileOrName, Json, Plain, Seed
from torchkata.contracts import KataError, Rating

EXIT_CODES = {"passed": 0, "failed": 1, "error": 3}


def check(
    file: FileOrName = None,
    kata: AsKata = None,
    device: Annotated[
        str,
        typer.Option(
            metavar="auto|cpu|cuda|mps",
            help="Where it runs too; decided on the CPU.",
            autocompletion=complete.devices,
        ),
    ] = "auto",
    seed: Seed = None,
    grade: Annotated[
        str | None,
        typer.Option(
            metavar="good|easy|hard",
            help="How well you remembered it; else the time it took decides.",
            autocompletion=complete.grades,
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Compare an attempt with the reference: values, gradients, state."""
    from torchkata.practice.files import choose
    from torchkata.practice.record import note_recall, recorded_check

    _known(device, complete.DEVICES, "device")
    word = None if grade is None else Rating[_known(grade, complete.GRADES, "grade").upper()]
    place = complete.here()
    chosen = choose(place, file, kata=kata)
    if chosen.is_newest:
        screen.remark(f"checking {chosen.attempt.path}, the newest practice file here")
    now = clock.now()
    checked = recorded_check(place, chosen, device=device, seed=seed, word=word, now=now)
    if checked.trouble:
        screen.remark(f"{checked.trouble}; this check is not remembered")
    elif word is not None and checked.review is None:
        screen.remark("this check is no review, so --grade changes nothing")
    if json:
        from torchkata.render import documents

        screen.document(documents.checked(checked))
    else:
        from torchkata.render.verdict import checked as checked_screen

        screen.show(checked_screen(checked, screen.marks(plain=plain), today=now.date()))
    note_recall(place, chosen, checked)
    raise typer.Exit(EXIT_CODES[checked.verdict.outcome.value])


def _known(word: str, words: tuple[str, ...], noun: str) -> str:
    if word not in words:
        raise KataError(f'no {noun} is called "{word}"', hint=f"{noun}s: {', '.join(words)}")
    return word
