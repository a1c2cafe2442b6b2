"""`kata today`."""

from torchkata.cli import clock, screen
from torchkata.cli.complete import here
from torchkata.cli.options import Json, Plain


def today(json: Json = False, plain: Plain = False) -> None:
    """Show what is due, what is open here, and what to type next."""
    from torchkata.practice.home import overview as found

    moment = clock.now()
    overview = found(here(), now=moment)
    if overview.trouble:
        screen.remark(overview.trouble)
    if json:
        from torchkata.render import documents

        return screen.document(documents.overview(overview))
    from torchkata.render.today import agenda

    return screen.show(agenda(overview, screen.marks(plain=plain), today=moment.date()))
