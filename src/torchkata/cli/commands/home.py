"""`kata` alone."""

from torchkata.cli import clock, screen
from torchkata.cli.complete import here


def home() -> None:
    """What is due, what is open here and what to type next."""
    from torchkata.practice.home import overview as found
    from torchkata.render.practice import overview as overview_screen

    moment = clock.now()
    overview = found(here(), now=moment)
    if overview.trouble:
        screen.remark(overview.trouble)
    screen.show(overview_screen(overview, screen.marks(plain=False), today=moment.date()))
