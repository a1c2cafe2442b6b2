"""`kata check`."""

from typing import TYPE_CHECKING, Annotated

import typer

from torchkata.cli import afterwards, clock, complete, screen
from torchkata.cli.options import AsKata, FileOrName, Json, Plain, Seed
from torchkata.contracts import KataError

if TYPE_CHECKING:
    from datetime import date

    from torchkata.contracts import Checked, Chosen, Rating, Verdict
    from torchkata.practice.place import Place
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
    telling = _Telling(screen.marks(plain=plain), json=json)
    checked = _whole(place, chosen, telling, device=device, seed=seed, word=word)
    raise typer.Exit(screen.EXIT_CODES[checked.verdict.outcome.value])


def _whole(
    place: "Place",
    chosen: "Chosen",
    telling: "_Telling",
    *,
    device: str,
    seed: int | None,
    word: "Rating | None",
) -> "Checked":
    """Check all of it, remember and tell what was found."""
    from torchkata.practice.keeping import journal
    from torchkata.practice.record import recorded_check

    now, kept = clock.now(), journal(place)
    afterwards.leave(kept.close)
    with screen.waiting():
        checked = recorded_check(
            place,
            chosen,
            kept,
            device=device,
            seed=seed,
            word=word,
            now=now,
            announce=telling.announce,
        )
    if word is not None and checked.review is None and not checked.trouble:
        screen.remark("this check is no review, so --grade changes nothing")
    telling.tell(checked, now.date())
    return checked


class _Telling:
    """A verdict is told when it is known, what explains it when that is."""

    def __init__(self, marks: "Marks", *, json: bool) -> None:
        self.marks = marks
        self.json = json
        self.has_begun = False

    def announce(self, verdict: "Verdict") -> None:
        """Tell the learner that it failed, while the line is looked for."""
        if self.json:
            return
        from torchkata.render.verdict import opening

        self.has_begun = True
        screen.show(opening(verdict, self.marks))
        screen.wait_for("looking for the line")

    def tell(self, checked: "Checked", today: "date") -> None:
        """Tell all that was not told yet."""
        if checked.trouble:
            screen.remark(f"{checked.trouble}; this check is not remembered")
        if self.json:
            from torchkata.render import documents

            return screen.document(documents.checked(checked))
        from torchkata.render.verdict import checked as checked_screen

        shown = checked_screen(checked, self.marks, today=today, is_opened=self.has_begun)
        return screen.show(shown)


def _known(word: str, words: tuple[str, ...], noun: str) -> str:
    if word not in words:
        raise KataError(f'no {noun} is called "{word}"', hint=f"{noun}s: {', '.join(words)}")
    return word
