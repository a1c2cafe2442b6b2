"""The whole program: the commands of the learner's day, and those of the service itself."""

from torchkata.cli import main
from torchkata.cli.app import PLACES
from torchkata.cli.ways import FINDINGS, WAYS

PLACES["service"] = "torchkata.service.commands:app"
WAYS.append("torchkata.service.asking:asked")
FINDINGS.append("torchkata.service.settings:finding")


def program() -> int:
    """Run the command that `sys.argv` holds and return its exit code."""
    return main()
