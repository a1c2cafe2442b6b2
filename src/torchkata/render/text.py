"""Renderable text, and the three styles it comes in."""

from rich.text import Text
from rich.theme import Theme

from torchkata.render.harmless import harmless

THEME = Theme({"good": "green", "bad": "red", "dim": "bright_black"})


def style_of(passed: bool | None) -> str:
    """The style of a check that passed, failed or was not reached."""
    if passed is None:
        return "dim"
    return "good" if passed else "bad"


def percent(share: float) -> str:
    """A share of one; 100 % only where it is all of it."""
    return f"{int(share * 100 + 1e-9)} %"


def shown(text: str, style: str = "") -> Text:
    """`text` as a renderable, never read as markup."""
    return Text(harmless(text), style=style, overflow="fold")
