"""The entry point: one place where every outcome of a command becomes an exit code."""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from traceback import walk_tb
from typing import Any

import typer
from typer.main import get_command

from torchkata.cli import screen
from torchkata.cli.app import app
from torchkata.cli.stumbling import stumbled
from torchkata.contracts import KataError

PROGRAMS = ("kata", "torch-kata")
INTERRUPTED = KataError("interrupted", exit_code=130)
# The class that typer raises for wrong usage, and that one's class, by way of its public child:
# where they live differs between versions of typer.
USAGE_ERROR: type[Exception] = typer.BadParameter.__mro__[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one `kata` command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    screen.prepare_streams()
    try:
        return _ran(words)
    except screen.UnwrittenError as error:
        screen.problem(error)
        return error.exit_code


def _ran(words: list[str]) -> int:
    try:
        code = commands().main(words, prog_name=_program(), standalone_mode=False)
    except screen.UnwrittenError:
        raise
    except KataError as error:
        return _report(error, words)
    except (KeyboardInterrupt, typer.Abort):
        return _report(INTERRUPTED, words)
    except USAGE_ERROR as error:
        usage = _usage(error, words)
        if usage.message.startswith("Usage:"):  # a group of commands without one: its help
            return screen.help_text(usage.message)
        return _report(usage, words)
    except Exception as error:
        if isinstance(error, OSError) and _is_of_typers_output(error):
            raise screen.unwritten(error) from error
        return _report(stumbled(error, words), words)
    if code == INTERRUPTED.exit_code:
        return _report(INTERRUPTED, words)
    screen.flush()
    return int(code or 0)


@cache
def commands() -> Any:  # the class differs between versions of typer
    """All commands; they are made once in a process."""
    return get_command(app)


def _is_of_typers_output(error: OSError) -> bool:
    """Whether it was raised where typer writes itself: `--help`, say."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    return frame.f_code.co_name == typer.echo.__name__


def _program() -> str:
    name = Path(sys.argv[0]).stem
    return name if name in PROGRAMS else PROGRAMS[0]


def _usage(error: Exception, given: Sequence[str]) -> KataError:
    """A usage error in this program's own words."""
    words = getattr(error, "format_message", error.__str__)()
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else _command_path(given)
    return KataError(
        words if words.startswith("Usage:") else words.rstrip("."),
        hint=f"`{path} --help` shows what it takes",
    )


def _command_path(given: Sequence[str]) -> str:
    """The command that was called, where the error itself does not know it."""
    path, group = PROGRAMS[0], commands()
    for word in given:
        if not hasattr(group, "get_command") or (found := group.get_command(None, word)) is None:
            break
        path, group = f"{path} {word}", found
    return path


def _report(error: KataError, words: Sequence[str]) -> int:
    """Tell of a problem: on stderr, and with `--json` on stdout as the document expected there."""
    if "--json" in words:
        from torchkata.render import documents

        is_check = next((word for word in words if not word.startswith("-")), "") == "check"
        screen.document((documents.check_error if is_check else documents.error)(error))
    else:
        screen.trouble(error)
    return error.exit_code
