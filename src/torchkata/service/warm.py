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
    "torchkata.catalog",
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
    run_once()


def run_once() -> None:
    """Run commands that only read, for nobody to see, so that the next one finds all in place."""
    from torchkata.cli import main

    before = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = StringIO()
    try:
        for words in (["list"], ["check", "--json", os.devnull]):
            main(words)
    finally:
        sys.stdout, sys.stderr = before
