"""Screens of the day as pictures, by rich's own export, without fonts from elsewhere."""

import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text
from shell import Frame

PICTURES = ("check", "trace", "stats")  # the screens that the README shows
FONTS = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
SECONDS = re.compile(r"\d+\.\d\d(?=&#160;s\b)")
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: FONTS; font-size: {char_height}px; line-height: {line_height}px;
}}
.{unique_id}-title {{ font-family: FONTS; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
""".replace("FONTS", FONTS)


def picture(frame: Frame) -> str:
    """One screen as SVG, below the command that made it."""
    console = Console(record=True, width=frame.columns, file=StringIO(), _environ={})
    for row in frame.rows[1:]:
        console.print(Text.assemble(*row), no_wrap=True, overflow="crop")
    console.print()  # the last row's lower edge would be cut off
    drawn = console.export_svg(title=frame.command, code_format=FORMAT, unique_id=frame.name)
    return "\n".join(line.strip() for line in drawn.splitlines() if line.strip()) + "\n"


def masked(svg: str) -> str:
    """A picture as it is on every run."""
    return SECONDS.sub("0.00", svg)


def write(frames: Iterable[Frame], folder: Path) -> None:
    """The pictures of the README; one that differs in nothing but a time stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for frame in frames:
        path = folder / f"{frame.name}.svg"
        if frame.name in PICTURES:
            drawn = picture(frame)
            if not path.exists() or masked(path.read_text(encoding="utf-8")) != masked(drawn):
                path.write_text(drawn, encoding="utf-8")
