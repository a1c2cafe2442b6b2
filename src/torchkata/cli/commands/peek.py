"""`kata peek` and `kata give-up`: looks at the reference, which are written down."""

from typing import Annotated

import typer

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import Json, KataName


def peek(
    name: KataName,
    lines: Annotated[
        str | None, typer.Option(metavar="A:B", help="These lines.", show_default=False)
    ] = None,
    method: Annotated[
        str | None,
        typer.Option(metavar="METHOD", help="All of one method: forward.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Show the next statement of the reference, or some lines; it is written down.

    The next one is the first that you were not shown since you began this practice file.
    """
    from torchkata.practice.peek import peek as looked

    found = looked(here(), name, lines=lines, method=method, now=clock.now())
    if found.trouble:
        screen.remark(f"{found.trouble}; this look is not remembered")
    if json:
        from torchkata.render import answer_documents

        return screen.document(answer_documents.excerpt(found))
    from torchkata.render import answers

    return screen.show(answers.excerpt(found))


def give_up(name: KataName, json: Json = False) -> None:
    """Show the whole reference; the kata comes back soon."""
    from torchkata.practice.peek import give_up as given_up

    now = clock.now()
    found = given_up(here(), name, now=now)
    if found.trouble:
        screen.remark(f"{found.trouble}; giving up is not remembered")
    if json:
        from torchkata.render import answer_documents

        return screen.document(answer_documents.excerpt(found))
    from torchkata.render import answers

    return screen.show(answers.given_up(found, today=now.date()))
