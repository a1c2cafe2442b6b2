"""`kata list`."""

from typing import Annotated

import typer

from torchkata.cli import clock, complete, screen
from torchkata.cli.options import Belt, Json, Plain


def listing(
    belt: Belt = None,
    concept: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Only katas with this concept.",
            autocompletion=complete.concepts,
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """List the katas, by belt, and how far you are."""
    from torchkata.practice.catalogue import listed
    from torchkata.practice.progress import standings

    place = complete.here()
    katas = listed(place, belt=belt, concept=concept)
    known, trouble = standings(place, clock.now().date())
    if trouble:
        screen.remark(trouble)
    if json:
        from torchkata.render import documents

        return screen.document(documents.catalogue(katas, known))
    from torchkata.render.catalogue import catalogue

    return screen.show(catalogue(katas, screen.marks(plain=plain), known))
