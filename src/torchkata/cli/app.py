"""The typer application: its options, and the commands in the order of a learner's day."""

import difflib
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from torchkata import __version__
from torchkata.cli import screen
from torchkata.contracts import KataError

# Where each command is: a function, or a group of commands. It is imported when it is asked for.
PLACES = {
    "today": "torchkata.cli.commands.today:today",
    "list": "torchkata.cli.commands.listing:listing",
    "road": "torchkata.cli.commands.road:road",
    "show": "torchkata.cli.commands.show:show",
    "new": "torchkata.cli.commands.new:new",
    "reset": "torchkata.cli.commands.new:reset",
    "check": "torchkata.cli.commands.check:check",
    "watch": "torchkata.cli.commands.watch:watch",
    "diff": "torchkata.cli.commands.diff:diff",
    "trace": "torchkata.cli.commands.trace:trace",
    "debug": "torchkata.cli.commands.debug:debug",
    "hint": "torchkata.cli.commands.hint:hint",
    "peek": "torchkata.cli.commands.peek:peek",
    "give-up": "torchkata.cli.commands.peek:give_up",
    "drill": "torchkata.cli.commands.drill:drill",
    "stats": "torchkata.cli.commands.stats:stats",
    "history": "torchkata.cli.commands.history:history",
    "doctor": "torchkata.cli.commands.doctor:doctor",
    "journal": "torchkata.cli.commands.journal:app",
    "dev": "torchkata.cli.commands.dev:app",
}


class Commands(TyperGroup):
    """The commands in the order of `PLACES`, each made once; near misses are suggested."""

    def list_commands(self, ctx: Any) -> list[str]:  # Any: typer's own context differs by version
        """The commands' names, as `--help` lists them."""
        return list(PLACES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name."""
        if cmd_name in PLACES and cmd_name not in self.commands:
            self.commands[cmd_name] = _made(cmd_name)
        return self.commands.get(cmd_name)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names."""
        word = args[0] if args else "-"
        if word not in PLACES and not word.startswith("-") and not ctx.resilient_parsing:
            raise _unknown(word, list(PLACES))
        return super().resolve_command(ctx, args)


def _made(name: str) -> Any:
    """A command, made of the function that it calls, or of its own commands."""
    module, _, thing = PLACES[name].partition(":")
    found = getattr(import_module(module), thing)
    if isinstance(found, typer.Typer):
        group = get_command(found)
        group.name = name
        return group
    alone = typer.Typer(rich_markup_mode=None, add_completion=False)
    alone.command(name)(found)
    return get_command(alone)


def _unknown(word: str, commands: Sequence[str]) -> KataError:
    near = difflib.get_close_matches(word, commands, n=1)
    hint = f"did you mean `kata {near[0]}`? " if near else ""
    return KataError(f'no command is called "{word}"', hint=hint + "`kata --help` shows them all")


app = typer.Typer(
    cls=Commands,
    name="kata",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        screen.line(f"torch-kata {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def kata(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Write PyTorch models from memory and know at once whether they are right.

    Exit codes: 0 passes, 1 fails, 2 wrong usage, 3 could not grade, 130 interrupted.
    """
    if context.invoked_subcommand is None:
        from torchkata.cli.commands.home import home

        home()
