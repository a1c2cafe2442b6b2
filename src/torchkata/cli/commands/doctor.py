"""`kata doctor`."""

from pkgutil import resolve_name
from typing import Annotated

import typer

from torchkata.cli import screen
from torchkata.cli.complete import here
from torchkata.cli.options import Json, Plain
from torchkata.cli.ways import FINDINGS


def doctor(
    brief: Annotated[bool, typer.Option("--brief", help="Leave out what needs torch.")] = False,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Show versions, paths, devices and what an attempt can reach."""
    from torchkata.practice.doctor import brief_findings, findings

    found = brief_findings(here()) if brief else findings(here())
    others = (resolve_name(name)() for name in FINDINGS)
    found = (*found, *(other for other in others if other is not None))
    if json:
        from torchkata.render import documents

        return screen.document(documents.findings(found))
    from torchkata.render.practice import findings as findings_screen

    return screen.show(findings_screen(found, screen.marks(plain=plain)))
