"""What a process that waits for a command does meanwhile."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from io import StringIO
from pathlib import Path

from torchkata.cli.main import main
from torchkata.practice import rehearsal
from torchkata.practice.place import Place

SCREENS = (
    "rich.console",
    "rich.markdown",
    "rich.syntax",
    "rich.table",
    "torchkata.render.brief",
    "torchkata.render.catalogue",
    "torchkata.render.diff",
    "torchkata.render.practice",
    "torchkata.render.trace",
    "torchkata.render.verdict",
)
COMMANDS = (["--help"], ["list"], ["check", "--json", os.devnull])  # they only read


def get_ready() -> None:
    """Import everything, and run commands for nobody to see."""
    rehearsal.import_all()
    for name in SCREENS:
        import_module(name)
    before = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = StringIO()
    try:
        for words in COMMANDS:
            main(words)
    finally:
        sys.stdout, sys.stderr = before


def rehearse(folder: Path | None, is_wanted: Callable[[], bool]) -> None:
    """Make ready for the kata in a folder, until a command comes."""
    rehearsal.rehearse(Place(Path.cwd(), os.environ), folder, is_wanted)


def expected() -> Path | None:
    """The folder of the kata that the command which ran here was about."""
    return rehearsal.expected()
