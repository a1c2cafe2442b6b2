"""`kata dev`: for authors of katas."""

from typing import Annotated

import typer

from torchkata.cli import complete, screen
from torchkata.cli.options import Json, Plain
from torchkata.contracts import KataError

app = typer.Typer(
    help="For authors of katas.", no_args_is_help=True, rich_markup_mode=None, add_completion=False
)


@app.callback()
def dev() -> None:
    """For authors of katas."""


@app.command("check")
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME...",
            help="Katas, as `kata list` names them; all of them unless given.",
            autocompletion=complete.kata_names,
            show_default=False,
        ),
    ] = None,
    show: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="Only show this mutant or variant of one kata.", show_default=False
        ),
    ] = None,
    sample: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="Try one of N mutants only.", show_default=False),
    ] = 1,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Hold katas to what they promise: every mutant dies, every variant passes."""
    if show is not None:
        return _show(names or [], show, json=json)
    from torchkata.practice.dev import dev_check

    report = dev_check(complete.here(), names or [], tell=screen.progress, sample=sample)
    if json:
        from torchkata.render import dev_documents

        screen.document(dev_documents.dev_report(report))
    else:
        from torchkata.render.dev import dev_report

        screen.show(dev_report(report, screen.marks(plain=plain)))
    raise typer.Exit(0 if report.is_sound else 1)


def _show(names: list[str], identifier: str, *, json: bool) -> None:
    if len(names) != 1:
        raise KataError(
            f"--show works on one kata, and {len(names)} were named",
            hint=f"kata dev check NAME --show {identifier}",
        )
    from torchkata.practice.dev import dev_show

    shown = dev_show(complete.here(), names[0], identifier)
    if json:
        from torchkata.render import dev_documents

        return screen.document(dev_documents.difference(shown))
    from torchkata.render.dev import difference

    return screen.show(difference(shown))
