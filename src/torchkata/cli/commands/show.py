"""`kata show`."""

from torchkata.cli import screen
from torchkata.cli.complete import here
from torchkata.cli.options import Json, KataName, Plain


def show(name: KataName, json: Json = False, plain: Plain = False) -> None:
    """Show what a kata asks for: signature, shapes, sources. Never the answer."""
    from torchkata.practice.catalogue import brief

    found = brief(here(), name)
    if json:
        from torchkata.render import documents

        return screen.document(documents.brief(found))
    from torchkata.render.catalogue import brief as brief_screen

    return screen.show(brief_screen(found, screen.marks(plain=plain)))
