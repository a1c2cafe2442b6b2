"""The typer application: its options, and the commands in the order of a learner's day."""

import difflib
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from torchkata import __version__
from torchkata.cli import screen
from torchkata.cli.commands import (
    check,
    debug,
    dev,
    diff,
    doctor,
    drill,
    hint,
    history,
    home,
    listing,
    new,
    peek,
    road,
    show,
    stats,
    today,
    trace,
    watch,
)
from torchkata.cli.commands import journal as journals
from torchkata.contracts import KataError


class Commands(TyperGroup):
    """The commands in the order in which they were added; near misses are suggested."""

    def list_commands(self, ctx: Any) -> list[str]:  # Any: typer's own context differs by version
        """The commands' names, as `--help` lists them."""
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first word names."""
        word = args[0] if args else "-"
        if word not in self.commands and not word.startswith("-") and not ctx.resilient_parsing:
            raise _unknown(word, list(self.commands))
        return super().resolve_command(ctx, args)


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
        home.home()


app.command("today")(today.today)
app.command("list")(listing.listing)
app.command("road")(road.road)
app.command("show")(show.show)
app.command("new")(new.new)
app.command("reset")(new.reset)
app.command("check")(check.check)
app.command("watch")(watch.watch)
app.command("diff")(diff.diff)
app.command("trace")(trace.trace)
app.command("debug")(debug.debug)
app.command("hint")(hint.hint)
app.command("peek")(peek.peek)
app.command("give-up")(peek.give_up)
app.command("drill")(drill.drill)
app.command("stats")(stats.stats)
app.command("history")(history.history)
app.add_typer(journals.app, name="journal")
app.command("doctor")(doctor.doctor)
app.add_typer(dev.app, name="dev")
