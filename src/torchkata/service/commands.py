"""`kata service`: look at the program that is already started, stop it, start it."""

from typing import Annotated

import typer

from torchkata.cli import screen
from torchkata.contracts import KataError
from torchkata.service import address, client

app = typer.Typer(
    help="The program, already started: what makes commands fast.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
)
Json = Annotated[bool, typer.Option("--json", help="One JSON document instead of the screen.")]


@app.command("status")
def status(json: Json = False) -> None:
    """Say whether a service runs, since when, and what it takes."""
    from dataclasses import asdict
    from datetime import datetime

    from torchkata.service import control

    found = control.status()
    tell_mistakes()
    if json:
        screen.document(
            {"schema": 1, "running": found is not None, **(asdict(found) if found else {})}
        )
    elif found is None:
        allowed = client.is_allowed()
        screen.line("no service runs" + ("" if allowed else ", and none is to: it is switched off"))
    else:
        since = datetime.fromtimestamp(found.since).astimezone()
        screen.line(f"running since {since:%Y-%m-%d %H:%M:%S}, process {found.process}")
        screen.line(f"{found.served} commands so far, {found.megabytes} MiB of memory")
        screen.line(f"ends after {found.idle / 60:g} minutes without a command")


@app.command("stop")
def stop() -> None:
    """End the service; commands that run go on to their end."""
    from torchkata.service import control

    screen.line("stopped" if control.stop() else "no service runs")


@app.command("start")
def begin() -> None:
    """Start the service now; `kata check` does so by itself."""
    from torchkata.service import control, start

    tell_mistakes()
    if not client.is_allowed():
        raise KataError(
            "the service is switched off", hint="KATA_SERVICE or settings.toml says so", exit_code=2
        )
    try:
        is_new = start.start()
    except OSError as error:
        raise KataError(
            f"no service can be started here: {error}",
            hint="commands run without one, only slower",
            exit_code=3,
        ) from error
    found = control.status()  # answers once everything is imported
    if found is None:
        raise KataError("the service did not start", hint="`kata doctor` may tell why", exit_code=3)
    screen.line("started" if is_new else "it runs already")


def tell_mistakes() -> None:
    """Say what is wrong in settings.toml."""
    from torchkata.service.settings import read_settings

    problem = read_settings(address.settings_file()).problem
    if problem:
        screen.remark(problem)
