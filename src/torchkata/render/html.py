"""A screen of a terminal as HTML, for notebooks."""

from io import StringIO

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

GREY = (128, 128, 128)
# Colours that can be read on white and on black alike: a notebook's page may be either.
THEME = TerminalTheme(
    (255, 255, 255),
    (0, 0, 0),
    [GREY, (200, 50, 45), (30, 140, 60), (150, 110, 0), (40, 100, 200), GREY, GREY, GREY],
    [GREY] * 8,
)
FRAME = '<pre style="line-height:1.3;white-space:pre;overflow-x:auto;background:none">{code}</pre>'


def plain(screen: str) -> str:
    """What the screen says, without colours."""
    return Text.from_ansi(screen).plain.rstrip("\n")


def html(screen: str, *, width: int) -> str:
    """The same screen, its colours included; nothing in it is taken for HTML."""
    console = Console(
        record=True, width=width, file=StringIO(), force_terminal=True, color_system="standard"
    )
    console.print(Text.from_ansi(screen), soft_wrap=True, end="")
    return console.export_html(theme=THEME, inline_styles=True, code_format=FRAME)
