"""`kata hint`."""

from typing import Annotated

import typer

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import Json, KataName


def hint(
    name: KataName,
    everything: Annotated[
        bool, typer.Option("--all", help="Every hint of the kata at once.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Start with the first again.")] = False,
    json: Json = False,
) -> None:
    """Show the next hint of a kata, from gentle to near.

    After its own hints come two about the line where your practice file first goes wrong: what the
    reference has there besides, then its line, which counts as a peek.
    """
    from torchkata.practice.hint import all_hints, next_hint

    now = clock.now()
    if everything:
        found = all_hints(here(), name, now=now)
    else:
        found = next_hint(here(), name, now=now, again=again)
    if found.trouble:
        screen.remark(f"{found.trouble}; hints are not remembered")
    if json:
        from torchkata.render import documents

        return screen.document(documents.hints(found))
    from torchkata.render.practice import hints

    return screen.show(hints(found))
