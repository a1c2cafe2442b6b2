"""`kata check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from torchkata.cli import afterwards, clock, complete, screen
from torchkata.cli.options import AsKata, FileOrName, Json, Plain, Seed
from torchkata.contracts import KataError

if TYPE_CHECKING:
    from datetime import date

    from torchkata.contracts import Checked
    from torchkata.render.marks import Marks


Device = Annotated[
    str,
    typer.Option(
        metavar="auto|cpu|cuda|mps",
        help="Where it runs too; decided on the CPU.",
        autocompletion=complete.devices,
    ),
]
Grade = Annotated[
    str | None,
    typer.Option(
        metavar="good|easy|hard",
        help="How well you remembered it; else the time it took decides.",
        autocompletion=complete.grades,
        show_default=False,
    ),
]
Part = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Only this part of a longer kata, as `kata show` names it.",
        autocompletion=complete.parts,
        show_default=False,
    ),
]
Parts = Annotated[
    bool, typer.Option("--parts", help="Only the parts, those that are written so far.")
]


def check(
    file: FileOrName = None,
    kata: AsKata = None,
    device: Device = "auto",
    seed: Seed = None,
    grade: Grade = None,
    part: Part = None,
    parts: Parts = False,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Compare an attempt with the reference: values, gradients, state.

    A check of parts is not remembered: the kata is practised when the whole of it is checked.
    """
    from torchkata.contracts import Rating
    from torchkata.practice.files import choose
    from torchkata.practice.keeping import journal
    from torchkata.practice.record import recorded_check

    _known(device, complete.DEVICES, "device")
    word = None if grade is None else Rating[_known(grade, complete.GRADES, "grade").upper()]
    place = complete.here()
    chosen = choose(place, file, kata=kata)
    if chosen.is_newest:
        screen.remark(f"checking {chosen.attempt.path}, the newest practice file here")
    if part is not None or parts:
        if word is not None:
            screen.remark("a check of parts is no review, so --grade changes nothing")
        from torchkata.cli import part_checking

        return part_checking.check(
            chosen, part, device=device, seed=seed, json=json, marks=screen.marks(plain=plain)
        )
    now, kept = clock.now(), journal(place)
    afterwards.leave(kept.close)
    checked = recorded_check(place, chosen, kept, device=device, seed=seed, word=word, now=now)
    if word is not None and checked.review is None and not checked.trouble:
        screen.remark("this check is no review, so --grade changes nothing")
    _tell(checked, now.date(), json=json, marks=screen.marks(plain=plain))
    raise typer.Exit(screen.EXIT_CODES[checked.verdict.outcome.value])


def _tell(checked: "Checked", today: "date", *, json: bool, marks: "Marks") -> None:
    if checked.trouble:
        screen.remark(f"{checked.trouble}; this check is not remembered")
    if json:
        from torchkata.render import documents

        return screen.document(documents.checked(checked))
    from torchkata.render.verdict import checked as checked_screen

    return screen.show(checked_screen(checked, marks, today=today))


def _known(word: str, words: tuple[str, ...], noun: str) -> str:
    if word not in words:
        raise KataError(f'no {noun} is called "{word}"', hint=f"{noun}s: {', '.join(words)}")
    return word
