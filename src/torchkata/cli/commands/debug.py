"""`kata debug`."""

import os

from torchkata.cli import screen
from torchkata.cli.commands.trace import Case, Seed
from torchkata.cli.complete import here
from torchkata.cli.options import AsKata, FileOrName


def debug(file: FileOrName = None, kata: AsKata = None, case: Case = None, seed: Seed = 0) -> None:
    """Stop Python's debugger at forward's first line, dummy tensors in place.

    The file runs as `python FILE` would run it: nothing is kept from it, other than in a check.
    """
    from torchkata.practice.debug import debug_command
    from torchkata.practice.files import choose

    place = here()
    chosen = choose(place, file, kata=kata)
    if chosen.is_newest:
        screen.remark(f"debugging {chosen.attempt.path}, the newest practice file here")
    command = debug_command(place, chosen, case=case, seed=seed)
    screen.flush()
    os.execv(command[0], command)  # the terminal is the debugger's from here on
