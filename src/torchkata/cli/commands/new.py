"""`kata new` and `kata reset`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from torchkata.cli import clock, complete, screen
from torchkata.cli.options import AsKata, FileOrName, Json, KataName, Plain
from torchkata.contracts.verdict import SEEDS

if TYPE_CHECKING:
    from torchkata.contracts import NewFile

Level = Annotated[
    str | None,
    typer.Option(
        metavar="LEVEL",
        help="copy, faded25, faded50, faded75, shapes, signatures or blank.",
        autocompletion=complete.levels,
        show_default=False,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        max=SEEDS - 1,
        help="Of what a faded file leaves out; drawn afresh unless given.",
        show_default=False,
    ),
]


def new(
    name: KataName,
    level: Level = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Where to, instead of NAME.py.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also where a file is; it is kept as FILE.bak.")
    ] = False,
    split: Annotated[
        bool, typer.Option("--split", help="With copy: show the reference in two columns.")
    ] = False,
    seed: Seed = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Make a practice file here, at your next level of help.

    The first is blank. After a pass from memory the next gives less help, after giving up more.
    """
    from torchkata.practice.new import new as write_new

    written = write_new(
        complete.here(),
        name,
        level=level,
        output=output,
        force=force,
        split=split,
        now=clock.now(),
        seed=_drawn(seed),
    )
    _show(written, json=json, plain=plain)


def reset(
    file: FileOrName = None,
    kata: AsKata = None,
    level: Level = None,
    seed: Seed = None,
    json: Json = False,
) -> None:
    """Begin a practice file anew, at its level; the old text is kept in the journal."""
    from torchkata.practice.reset import reset as write_anew

    written = write_anew(
        complete.here(), file, kata=kata, level=level, now=clock.now(), seed=_drawn(seed)
    )
    _show(written, json=json, plain=False)


def _drawn(seed: int | None) -> int:
    import secrets  # brings hashlib

    return secrets.randbelow(SEEDS) if seed is None else seed


def _show(written: "NewFile", *, json: bool, plain: bool) -> None:
    if written.trouble:
        screen.remark(f"{written.trouble}; this file's clock does not run")
    if json:
        from torchkata.render import documents

        return screen.document(documents.new_file(written))
    if written.sheet is not None:
        from torchkata.render.answers import Beside

        titles = (str(written.path), "reference")
        screen.show(Beside(titles, written.sheet, screen.marks(plain=plain)))
    from torchkata.render.practice import new_file

    return screen.show(new_file(written))
