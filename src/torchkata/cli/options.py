"""The arguments and options that several commands share."""

from typing import Annotated

import typer

from torchkata.cli import complete
from torchkata.contracts.verdict import SEEDS

KataName = Annotated[
    str,
    typer.Argument(
        metavar="NAME",
        help="A kata, as `kata list` names it.",
        autocompletion=complete.kata_names,
    ),
]
FileOrName = Annotated[
    str | None,
    typer.Argument(
        metavar="FILE or NAME",
        help="A file, or a kata whose practice file is here; else the newest one here.",
        autocompletion=complete.files_and_katas,
        show_default=False,
    ),
]
AsKata = Annotated[
    str | None,
    typer.Option(
        "--kata",
        metavar="NAME",
        help="The kata that the file is an attempt at, where it does not say.",
        autocompletion=complete.kata_names,
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One JSON document instead of the screen.")]
Plain = Annotated[bool, typer.Option("--plain", help="No signs beyond ASCII.")]
Html = Annotated[
    str | None,
    typer.Option("--html", metavar="FILE", help="Write a page to look at.", show_default=False),
]
Belt = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Only this belt.",
        autocompletion=complete.belts,
        show_default=False,
    ),
]
Seed = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        max=SEEDS - 1,
        help="Of weights and inputs; drawn afresh unless given.",
        show_default=False,
    ),
]
