"""The whole program: the commands of the learner's day, and those of the service itself."""

from torchkata.cli import main
from torchkata.cli.app import PLACES

PLACES["service"] = "torchkata.service.commands:app"


def program() -> int:
    """Run the command that `sys.argv` holds and return its exit code."""
    return main()
