"""`kata road`."""

from typing import TYPE_CHECKING, Annotated

import typer

from torchkata.cli import clock, complete, screen
from torchkata.cli.options import Html, Json, Plain

if TYPE_CHECKING:
    from torchkata.contracts import Road


def road(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="Only the way to this kata.",
            autocompletion=complete.kata_names,
            show_default=False,
        ),
    ] = None,
    html: Html = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Show which kata builds on which, and what is open to you."""
    from torchkata.practice import road as practice

    today = clock.now().date()
    if name is None:
        found, stop = practice.road(complete.here(), today), None
    else:
        found, stop = practice.way_to(complete.here(), name, today)
    if found.trouble:
        screen.remark(found.trouble)
    chosen = stop.kata if stop else None
    if html is not None:
        return _write(html, found, chosen)
    if json:
        from torchkata.render import road_documents

        return screen.document(road_documents.road(found, chosen))
    from torchkata.render import road as screens

    marks = screen.marks(plain=plain)
    return screen.show(screens.way(found, stop, marks) if stop else screens.road(found, marks))


def _write(name: str, found: "Road", chosen: str | None) -> None:
    from torchkata.cli import pages
    from torchkata.render.road_page import page

    pages.write(name, page(found, chosen))
