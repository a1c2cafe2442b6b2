"""`kata watch`."""

from typing import Annotated

import typer

from torchkata.cli import terminal
from torchkata.cli.complete import here
from torchkata.cli.options import AsKata, FileOrName, Seed
from torchkata.contracts import KataError


def watch(
    file: FileOrName = None,
    kata: AsKata = None,
    manual: Annotated[
        bool, typer.Option("--manual", help="Check at a key, not at every save.")
    ] = False,
    seed: Seed = None,
) -> None:
    """Check at every save; single keys for hint, diff, trace, peek, next."""
    from torchkata.practice.files import choose

    if not terminal.can_be_drawn_in():
        raise KataError(
            "watch needs a terminal to draw in and to read keys from",
            hint="elsewhere, `kata check` says the same once",
        )
    from torchkata.cli.watching import Watching

    chosen = choose(here(), file, kata=kata)
    watching = Watching(chosen.attempt.path, chosen.kata.id, is_manual=manual, seed=seed)
    raise typer.Exit(watching.run())
