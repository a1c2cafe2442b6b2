"""`kata drill`."""

import os
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from torchkata.cli import clock, complete, screen, terminal
from torchkata.cli.options import Belt, Plain
from torchkata.contracts import KataError
from torchkata.contracts.verdict import SEEDS

if TYPE_CHECKING:
    from torchkata.contracts import Drilled, Kata


def drill(
    minutes: Annotated[
        float | None,
        typer.Option(
            metavar="N", min=0, help="Begin no further kata after so long.", show_default=False
        ),
    ] = None,
    belt: Belt = None,
    random: Annotated[bool, typer.Option("--random", help="In any order.")] = False,
    seed: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            max=SEEDS - 1,
            help="Of all that is drawn: order, gaps, weights and inputs.",
            show_default=False,
        ),
    ] = None,
    plain: Plain = False,
) -> None:
    """Write one kata after another: those due first, then new ones.

    Each opens in your editor (VISUAL, else EDITOR) and is checked whenever you save it. The files
    lie in the folder "drill" here.
    """
    from torchkata.cli.drilling import editor
    from torchkata.practice.drill import in_line

    if not terminal.can_be_drawn_in():
        raise KataError(
            "a drill needs a terminal for your editor and for keys",
            hint="elsewhere, `kata new` and `kata check` do the same step by step",
        )
    words = editor(os.environ)
    shuffle = _drawn(seed) if random else None
    katas = in_line(complete.here(), belt=belt, shuffle=shuffle, today=clock.now().date())
    started, done = monotonic(), _rounds(katas, words, minutes, seed)
    from torchkata.contracts import Drill
    from torchkata.render.drill import summary

    found = Drill(tuple(done), len(katas) - len(done), monotonic() - started)
    screen.show(summary(found, screen.marks(plain=plain), today=clock.now().date()))


def _drawn(seed: int | None) -> int:
    import secrets  # brings hashlib

    return secrets.randbelow(SEEDS) if seed is None else seed


def _rounds(
    katas: "list[Kata]", editor: list[str], minutes: float | None, seed: int | None
) -> "list[Drilled]":
    """Until the learner stops, the time is over, or the line is at its end."""
    from torchkata.cli.drilling import Round, Title
    from torchkata.contracts import Drilled
    from torchkata.practice.drill import comes_back, fresh_file

    end = None if minutes is None else monotonic() + 60 * minutes
    done: list[Drilled] = []
    for number, kata in enumerate(katas, 1):
        place = complete.here()
        file = fresh_file(place, kata, now=clock.now(), seed=_drawn(seed))
        path, title = place.folder / file.path, Title(number, len(katas), end)
        running = Round(path, kata.id, editor=editor, title=title, seed=seed)
        running.run()
        due = comes_back(place, kata.id)
        done.append(
            Drilled(kata.id, file.level, running.outcome, running.checks, running.seconds, due)
        )
        if running.is_last or (end is not None and monotonic() >= end):
            break
    screen.clear()
    return done
