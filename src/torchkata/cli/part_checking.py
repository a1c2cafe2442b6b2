"""`kata check --part NAME` and `--parts`."""

import typer

from torchkata.cli import screen
from torchkata.contracts import Chosen
from torchkata.render.marks import Marks


def check(
    chosen: Chosen, part: str | None, *, device: str, seed: int | None, json: bool, marks: Marks
) -> None:
    """Check one part, or all that are written; end with the exit code of the worst."""
    from torchkata.practice.parts import check_part, check_parts
    from torchkata.render import parts as screens

    if part is None:
        checked = check_parts(chosen, device=device, seed=seed)
    else:
        checked = check_part(chosen, part, device=device, seed=seed)
    if json:
        screen.document(screens.document(checked))
    else:
        screen.show(screens.parts(checked, marks))
    raise typer.Exit(screen.EXIT_CODES[checked.outcome.value])
