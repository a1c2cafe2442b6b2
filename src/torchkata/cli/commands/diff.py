"""`kata diff`."""

import typer

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import AsKata, FileOrName, Json, Plain
from torchkata.contracts import Kata


def diff(
    file: FileOrName = None, kata: AsKata = None, json: Json = False, plain: Plain = False
) -> None:
    """Show an attempt beside the reference.

    Comments, docstrings and formatting do not count. Exit code 0 where nothing differs, 1 else.
    """
    from torchkata.practice.diff import diff as compared
    from torchkata.practice.files import choose

    chosen = choose(here(), file, kata=kata)
    if chosen.is_newest:
        screen.remark(f"comparing {chosen.attempt.path}, the newest practice file here")
    found = compared(chosen)
    _note(chosen.kata)
    if json:
        from torchkata.render import documents

        screen.document(documents.diff(found))
    else:
        from torchkata.render.diff import SideBySide

        screen.show(SideBySide(found, screen.marks(plain=plain)))
    raise typer.Exit(0 if found.is_same else 1)


def _note(kata: Kata) -> None:
    from torchkata.practice.look import note_whole_look
    from torchkata.render.days import from_now

    moment = clock.now()
    look = note_whole_look(here(), kata, now=moment)
    if look.trouble:
        screen.remark(f"{look.trouble}; this look is not remembered")
    elif look.due is not None:
        day = from_now(look.due, moment.date())
        screen.remark(f"this shows the whole reference; {look.kata} comes back {day}")
