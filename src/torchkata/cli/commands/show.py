"""`kata show`."""

from typing import Annotated

import typer

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import Json, KataName, Plain


def show(
    name: KataName,
    solution: Annotated[
        bool, typer.Option("--solution", help="The reference and notes on it, once you passed.")
    ] = False,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Show what a kata asks for: signature, shapes, sources.

    The answer is shown with --solution, and only to who has passed.
    """
    if solution:
        return _solution(name, json=json)
    from torchkata.practice.catalogue import brief

    found = brief(here(), name)
    if json:
        from torchkata.render import documents

        return screen.document(documents.brief(found))
    from torchkata.render.brief import brief as brief_screen

    return screen.show(brief_screen(found, screen.marks(plain=plain)))


def _solution(name: str, *, json: bool) -> None:
    from torchkata.practice.peek import answer

    found = answer(here(), name, now=clock.now())
    if found.trouble:
        screen.remark(f"{found.trouble}; this look is not remembered")
    if json:
        from torchkata.render import answer_documents

        return screen.document(answer_documents.answer(found))
    from torchkata.render import answers

    return screen.show(answers.answer(found))
