"""`kata list`."""

from typing import Annotated

import typer

from torchkata.cli import complete, screen
from torchkata.cli.options import Json, Plain


def listing(
    belt: Annotated[
        str | None,
        typer.Option(help="Only this belt.", autocompletion=complete.belts, show_default=False),
    ] = None,
    concept: Annotated[
        str | None,
        typer.Option(
            help="Only katas with this concept.",
            autocompletion=complete.concepts,
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """List the katas, by belt."""
    from torchkata.practice.catalogue import listed

    katas = listed(complete.here(), belt=belt, concept=concept)
    if json:
        from torchkata.render import documents

        return screen.document(documents.catalogue(katas))
    from torchkata.render.catalogue import catalogue

    return screen.show(catalogue(katas, screen.marks(plain=plain)))
