"""Everything a command may need, imported and used once."""

import os
import sys
from importlib import import_module


def can_fork() -> bool:
    """Whether a process that has imported torch may fork here."""
    return sys.platform == "linux" and os.environ.get("TORCH_KATA_SPAWN") != "1"


def warm() -> None:
    """Import everything, on one thread: what forks must never have had two."""
    import torch

    from torchkata.cli.rehearsal import get_ready
    from torchkata.worker import wire
    from torchkata.worker.messages import Reply, Request

    import_module("torchkata.service.program")  # first: it adds commands
    torch.set_num_threads(1)
    get_ready()
    for kind in (Request, Reply):
        wire.reader(kind)  # is remembered
