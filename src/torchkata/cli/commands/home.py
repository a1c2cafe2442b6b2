"""`kata` alone."""

from torchkata.cli import screen
from torchkata.cli.complete import here


def home() -> None:
    """What is open here and what to type next."""
    from torchkata.practice.home import overview as found
    from torchkata.render.practice import overview

    screen.show(overview(found(here())))
