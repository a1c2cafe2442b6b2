"""`kata journal`: the file behind history, schedule and stats."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, TextIO

import typer

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import Json
from torchkata.contracts import KataError

app = typer.Typer(
    help="The file that remembers your practice: where it is, out of it, into it.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)


@app.callback()
def journal() -> None:
    """The file that remembers your practice: where it is, out of it, into it."""


@app.command("path")
def path(json: Json = False) -> None:
    """Show where the journal lies."""
    from torchkata.practice.exchange import journal_path

    found = journal_path(here())
    if json:
        from torchkata.render import journal_documents

        return screen.document(journal_documents.path(found))
    return screen.line(str(found))


@app.command("export")
def export(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="A new file; else, or for -, stdout.", show_default=False
        ),
    ] = None,
) -> None:
    """Write the journal as JSON lines, one for each thing that happened."""
    from torchkata.practice.exchange import export_lines

    lines = export_lines(here())
    if file is None or str(file) == "-":
        return screen.lines(lines)
    try:
        with file.open("x", encoding="utf-8") as opened:
            _write(opened, lines, file)
    except FileExistsError as error:
        raise KataError(f'"{file}" is there already', hint="name a new file") from error
    except OSError as error:
        reason = error.strerror or error
        hint = "name a file where you may write and there is room"
        raise KataError(f'"{file}" cannot be written: {reason}', hint=hint) from error
    return screen.remark(f"wrote {file}")


def _write(opened: TextIO, lines: Iterable[str], file: Path) -> None:
    """All lines, or no file: half of a journal is worse than none."""
    try:
        opened.writelines(f"{line}\n" for line in lines)
        opened.flush()
    except BaseException:
        file.unlink(missing_ok=True)
        raise


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="What `export` wrote; - reads stdin.")
    ],
    json: Json = False,
) -> None:
    """Merge an exported journal; what is here already stays as it is."""
    from torchkata.practice.exchange import import_lines

    name = "standard input" if str(file) == "-" else f'"{file}"'
    merged = import_lines(here(), _lines(file, name), name=name)
    if json:
        from torchkata.render import journal_documents

        return screen.document(journal_documents.merged(merged))
    return screen.line(f"{merged.added} added, {merged.known} were here already")


@app.command("reschedule")
def reschedule(
    fit: Annotated[
        bool, typer.Option("--fit", help="Fit the schedule to your own reviews first.")
    ] = False,
    json: Json = False,
) -> None:
    """Work out anew when each kata comes back, from the reviews."""
    from torchkata.practice.exchange import refit
    from torchkata.practice.exchange import reschedule as rescheduled

    done = refit(here(), now=clock.now()) if fit else rescheduled(here())
    if json:
        from torchkata.render import journal_documents

        return screen.document(journal_documents.rescheduled(done))
    fitted = "" if done.fitted_to is None else f", fitted to {done.fitted_to} reviews"
    katas = "1 kata" if done.katas == 1 else f"{done.katas} katas"
    return screen.line(f"{katas} scheduled anew{fitted}")


def _lines(file: Path, name: str) -> list[str]:
    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        return data.decode("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        hint = "name a file that `kata journal export` wrote"
        raise KataError(f"{name} cannot be read: {reason}", hint=hint) from error
