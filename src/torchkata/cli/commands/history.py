"""`kata history`."""

from typing import TYPE_CHECKING, Annotated

import typer

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import Json, KataName, Plain

if TYPE_CHECKING:
    from torchkata.contracts import History


def history(
    name: KataName,
    show: Annotated[
        int | None,
        typer.Option(
            metavar="N", help="The text of attempt N, as it was checked.", show_default=False
        ),
    ] = None,
    diff: Annotated[
        tuple[int, int] | None,
        typer.Option(metavar="A B", help="What changed from one to another.", show_default=False),
    ] = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """List every check of a kata; its texts are kept."""
    from torchkata.practice.history import history as found

    told = found(here(), name)
    if show is not None:
        return _show(told, show, json=json)
    if diff is not None:
        return _diff(told, *diff, json=json)
    if json:
        from torchkata.render import journal_documents

        return screen.document(journal_documents.history(told))
    from torchkata.render.history import history as history_screen

    return screen.show(history_screen(told, screen.marks(plain=plain), today=clock.now().date()))


def _show(told: "History", number: int, *, json: bool) -> None:
    from torchkata.practice.history import attempt

    chosen = attempt(told, number)
    if json:
        from torchkata.render import journal_documents

        return screen.document(journal_documents.attempt(chosen, number))
    return screen.source(chosen.text)


def _diff(told: "History", before: int, after: int, *, json: bool) -> None:
    from torchkata.practice.history import difference

    shown = difference(told, before, after)
    if json:
        from torchkata.render import dev_documents

        return screen.document(dev_documents.difference(shown))
    from torchkata.render.dev import difference as difference_screen

    return screen.show(difference_screen(shown))
