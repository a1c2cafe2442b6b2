"""Advice under a verdict."""

from rich.console import RenderableType
from rich.text import Text

from torchkata.contracts import Advice
from torchkata.render.layout import hanging
from torchkata.render.text import shown


def advice(given: tuple[Advice, ...]) -> list[RenderableType]:
    """A line for each."""
    return [
        hanging(Text("advice:"), shown(f"line {one.line}: {one.message}"), indent=1)
        for one in given
    ]
