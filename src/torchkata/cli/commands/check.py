"""`kata check`."""

from typing import Annotated

import typer

from torchkata.cli import complete, screen
from torchkata.cli.options import AsKata, FileOrName, Json, Plain
from torchkata.contracts import KataError

SEEDS = 2**31
EXIT_CODES = {"passed": 0, "failed": 1, "error": 3}


def check(
    file: FileOrName = None,
    kata: AsKata = None,
    device: Annotated[
        str,
        typer.Option(
            metavar="auto|cpu|cuda|mps",
            help="Where it runs too; decided on the CPU.",
            autocompletion=complete.devices,
        ),
    ] = "auto",
    seed: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            max=SEEDS - 1,
            help="Of weights and inputs; drawn afresh unless given.",
            show_default=False,
        ),
    ] = None,
    json: Json = False,
    plain: Plain = False,
) -> None:
    """Compare an attempt with the reference: values, gradients, state."""
    from torchkata.practice.check import check as judged
    from torchkata.practice.files import choose

    if device not in complete.DEVICES:
        raise KataError(
            f'no device is called "{device}"', hint=f"devices: {', '.join(complete.DEVICES)}"
        )
    place = complete.here()
    chosen = choose(place, file, kata=kata)
    if chosen.is_newest:
        screen.remark(f"checking {chosen.attempt.path}, the newest practice file here")
    verdict = judged(place, chosen, device=device, seed=seed)
    if json:
        from torchkata.render import documents

        screen.document(documents.verdict(verdict))
    else:
        from torchkata.render.verdict import verdict as verdict_screen

        screen.show(verdict_screen(verdict, screen.marks(plain=plain)))
    raise typer.Exit(EXIT_CODES[verdict.outcome.value])
