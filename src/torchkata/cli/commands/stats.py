"""`kata stats`."""

from typing import Annotated

import typer

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import Html, Json, Plain
from torchkata.contracts import KataError


def stats(
    html: Html = None,
    csv: Annotated[bool, typer.Option("--csv", help="Every check as a row of CSV.")] = False,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Show streak, calendar, belts, recall, time and mistakes."""
    from torchkata.practice import stats as practice

    if csv and (json or html is not None):
        other = "--json" if json else "--html"
        raise KataError(f"--csv and {other} are two ways to say it", hint="give one of them")
    if csv:
        from torchkata.render import stats_documents

        return screen.source(stats_documents.table(practice.attempts(here())))
    found = practice.stats(here(), clock.now().date())
    if html is not None:
        from torchkata.cli import pages
        from torchkata.render.stats_page import page

        return pages.write(html, page(found))
    if json:
        from torchkata.render import stats_documents

        return screen.document(stats_documents.stats(found))
    from torchkata.render.stats import stats as stats_screen

    return screen.show(stats_screen(found, screen.marks(plain=plain)))
