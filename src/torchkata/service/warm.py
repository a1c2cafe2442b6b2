"""Everything a command may need, imported and used once."""

import os
import sys
from importlib import import_module
from io import StringIO

MODULES = (
    "libcst.metadata",
    "numpy",
    "rich.console",
    "rich.markdown",
    "rich.syntax",
    "rich.table",
    "safetensors.torch",
    "sqlite3",
    "torchkata.judge.grading",
    "torchkata.judge.hardware",
    "torchkata.practice.check",
    "torchkata.practice.diff",
    "torchkata.practice.doctor",
    "torchkata.practice.files",
    "torchkata.practice.hint",
    "torchkata.practice.new",
    "torchkata.render.catalogue",
    "torchkata.render.diff",
    "torchkata.render.practice",
    "torchkata.render.verdict",
    "torchkata.service.program",
    "torchkata.worker.main",
)


def can_fork() -> bool:
    """Whether a process that has imported torch may fork here."""
    return sys.platform == "linux" and os.environ.get("TORCH_KATA_SPAWN") != "1"


def warm() -> None:
    """Import what commands import late, and go once through what is slow the first time."""
    import torch

    torch.set_num_threads(1)
    for name in MODULES:
        import_module(name)
    render_once()


def render_once() -> None:
    """Build the commands and draw a screen for nobody."""
    from rich.console import Console
    from rich.table import Table
    from typer.main import get_command

    from torchkata.cli.app import app

    get_command(app)
    table = Table("a", "b")
    table.add_row("c", "d")
    Console(file=StringIO()).print(table)
