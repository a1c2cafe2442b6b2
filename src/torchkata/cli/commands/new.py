"""`kata new`."""

from pathlib import Path
from typing import Annotated

import typer

from torchkata.cli import clock, complete, screen
from torchkata.cli.options import Json, KataName


def new(
    name: KataName,
    level: Annotated[
        str,
        typer.Option(
            metavar="blank|signatures",
            help="How much is written already.",
            autocompletion=complete.levels,
        ),
    ] = "blank",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to, instead of NAME.py.", show_default=False),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also where a file is; it is kept as FILE.bak.")
    ] = False,
    json: Json = False,
) -> None:
    """Make a practice file here."""
    from torchkata.practice.new import new as write_new

    written = write_new(
        complete.here(), name, level=level, output=output, force=force, now=clock.now()
    )
    if written.trouble:
        screen.remark(f"{written.trouble}; this file's clock does not run")
    if json:
        from torchkata.render import documents

        return screen.document(documents.new_file(written))
    from torchkata.render.practice import new_file

    return screen.show(new_file(written))
