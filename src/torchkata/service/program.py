"""The whole program: the commands of the learner's day, and those of the service itself."""

from torchkata.cli import main
from torchkata.cli.app import app
from torchkata.service import commands

app.add_typer(commands.app, name="service")


def program() -> int:
    """Run the command that `sys.argv` holds and return its exit code."""
    return main()
