"""`kata diff`."""

from typing import TYPE_CHECKING, Annotated

import typer

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import AsKata, FileOrName, Html, Json, Plain

if TYPE_CHECKING:
    from torchkata.contracts import Kata


def diff(
    file: FileOrName = None,
    kata: AsKata = None,
    side: Annotated[
        bool, typer.Option("--side", help="Both files in full, in two columns.")
    ] = False,
    run: Annotated[
        bool, typer.Option("--run", help="Run both, and count lines of equal value as the same.")
    ] = False,
    html: Html = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Show an attempt beside the reference, and how much of it you recalled.

    Names, comments, formatting and many spellings make no difference. This shows the answer. Exit
    code 0 where nothing differs, 1 else.
    """
    from torchkata.practice.diff import diff as compared
    from torchkata.practice.files import choose

    chosen = choose(here(), file, kata=kata)
    if chosen.is_newest:
        screen.remark(f"comparing {chosen.attempt.path}, the newest practice file here")
    found = compared(chosen, with_values=run)
    _note(chosen.kata)
    if html is not None:
        from torchkata.cli import pages
        from torchkata.render.diff_page import page

        pages.write(html, page(found))
    if json:
        from torchkata.render import documents

        screen.document(documents.diff(found))
    elif html is None:
        from torchkata.render.diff import OneColumn, SideBySide

        signs = screen.marks(plain=plain)
        screen.show(SideBySide(found, signs) if side else OneColumn(found, signs))
    raise typer.Exit(0 if found.is_same else 1)


def _note(kata: "Kata") -> None:
    from torchkata.practice.look import note_whole_look
    from torchkata.render.days import from_now

    moment = clock.now()
    look = note_whole_look(here(), kata, now=moment)
    if look.trouble:
        screen.remark(f"{look.trouble}; this look is not remembered")
    elif look.due is not None:
        day = from_now(look.due, moment.date())
        screen.remark(f"this shows the whole reference; {look.kata} comes back {day}")
